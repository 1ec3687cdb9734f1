using System.Globalization;
using System.Text;
using Logistics.Domain.Days;
using Logistics.Domain.Routes;
using Logistics.Measures;

namespace Logistics.Formats.Sheets;

/// <summary>
/// A small map as SVG, in black on white: the legs as lines, the stops as numbers, a scale and the north. An equirectangular projection at the
/// route's mean latitude is true enough for a day's drive.
/// </summary>
/// <param name="label">What stands in a stop's circle, by its index.</param>
sealed class SheetMap(DayIndex day, Route route, Func<int, string> label)
{
    const double Width = 560, Height = 380, Margin = 26, Radius = 12, BarMost = 140;
    const double MetresPerDegree = 111_195;

    readonly StringBuilder svg = new();
    double left, top, scale, shrink;

    public Markup Draw(string title)
    {
        Fit();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"map\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"");
        svg.Append(System.Net.WebUtility.HtmlEncode(title)).Append("\">");
        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"1\" y=\"1\" width=\"{Width - 2}\" height=\"{Height - 2}\" fill=\"#fff\" stroke=\"#000\"/>");
        foreach (var leg in route.Legs)
            Line(leg);
        Numbers();
        Scale();
        North();
        return new Markup(svg.Append("</svg>").ToString());
    }

    /// <summary>Chooses the largest scale at which everything stands inside the margins.</summary>
    void Fit()
    {
        var all = route.Legs.SelectMany(x => x.Geometry).Concat(route.Stops.Select(x => day[x.Site].Position)).ToList();
        double west = all.Min(x => x.Longitude), east = all.Max(x => x.Longitude), south = all.Min(x => x.Latitude), north = all.Max(x => x.Latitude);
        shrink = Math.Cos(double.DegreesToRadians((south + north) / 2));
        // A route within one street still gets a map: half a kilometre at least.
        var least = 500 / MetresPerDegree;
        double wide = Math.Max((east - west) * shrink, least), high = Math.Max(north - south, least);
        scale = Math.Min((Width - 2 * Margin) / wide, (Height - 2 * Margin) / high);
        left = (west + east) / 2 * shrink - Width / 2 / scale;
        top = (south + north) / 2 + Height / 2 / scale;
    }

    (double X, double Y) Project(Position position) => ((position.Longitude * shrink - left) * scale, (top - position.Latitude) * scale);

    void Line(Leg leg)
    {
        svg.Append("<polyline fill=\"none\" stroke=\"#000\" stroke-width=\"2\" stroke-linejoin=\"round\" points=\"");
        (double X, double Y)? last = null;
        for (var i = 0; i < leg.Geometry.Count; i++)
        {
            var point = Project(leg.Geometry[i]);
            // What is nearer than the pen is wide cannot be seen, but the end must be reached.
            if (last is { } before && Math.Abs(point.X - before.X) + Math.Abs(point.Y - before.Y) < 1.5 && i < leg.Geometry.Count - 1)
                continue;
            svg.Append(CultureInfo.InvariantCulture, $"{point.X:0.#},{point.Y:0.#} ");
            last = point;
        }
        svg.Append("\"/>");
    }

    /// <summary>
    /// Numbers that would cover one another stand aside, on the nearest free ring around their place, with a line to it. Several visits of one
    /// place share a number's circle only if they carry the same label.
    /// </summary>
    void Numbers()
    {
        List<(double X, double Y)> taken = [];
        var marks = new List<(double X, double Y, double PlaceX, double PlaceY, string Label)>();
        for (var i = 0; i < route.Stops.Count; i++)
        {
            var place = Project(day[route.Stops[i].Site].Position);
            if (marks.Any(x => x.Label == label(i) && x.PlaceX == place.X && x.PlaceY == place.Y))
                continue;
            var at = Free(place, taken);
            taken.Add(at);
            marks.Add((at.X, at.Y, place.X, place.Y, label(i)));
        }
        foreach (var (x, y, placeX, placeY, _) in marks)
            if (x != placeX || y != placeY)
                svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{placeX:0.#} {placeY:0.#}L{x:0.#} {y:0.#}\" stroke=\"#000\" stroke-dasharray=\"2 2\"/><circle cx=\"{placeX:0.#}\" cy=\"{placeY:0.#}\" r=\"3\"/>");
        foreach (var (x, y, _, _, text) in marks)
        {
            var depot = !char.IsAsciiDigit(text[0]);
            svg.Append(depot
                ? string.Create(CultureInfo.InvariantCulture, $"<rect x=\"{x - 11:0.#}\" y=\"{y - 11:0.#}\" width=\"22\" height=\"22\"/>")
                : string.Create(CultureInfo.InvariantCulture, $"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{Radius}\" fill=\"#fff\" stroke=\"#000\" stroke-width=\"2\"/>"));
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y + 5:0.#}\" font-size=\"15\" font-weight=\"bold\" text-anchor=\"middle\" fill=\"{(depot ? "#fff" : "#000")}\">{text}</text>");
        }
    }

    static (double X, double Y) Free((double X, double Y) place, List<(double X, double Y)> taken)
    {
        for (var ring = 0; ring < 8; ring++)
            for (var turn = 0; turn < (ring == 0 ? 1 : 12); turn++)
            {
                var angle = Math.PI * turn / 6;
                (double X, double Y) at = (place.X + ring * 1.1 * Radius * Math.Cos(angle), place.Y - ring * 1.1 * Radius * Math.Sin(angle));
                var inside = at.X > Radius && at.X < Width - Radius && at.Y > Radius && at.Y < Height - Radius;
                if (inside && taken.All(x => Math.Pow(x.X - at.X, 2) + Math.Pow(x.Y - at.Y, 2) > Math.Pow(2 * Radius + 1, 2)))
                    return at;
            }
        return place;
    }

    /// <summary>The longest of 1, 2 or 5 times a power of ten that fits.</summary>
    void Scale()
    {
        var metresPerUnit = MetresPerDegree / scale;
        var most = BarMost * metresPerUnit;
        var power = Math.Pow(10, Math.Floor(Math.Log10(most)));
        var metres = (most / power) switch { >= 5 => 5 * power, >= 2 => 2 * power, _ => power };
        var text = metres >= 1000 ? $"{metres / 1000:0} km" : $"{metres:0} m";
        double length = metres / metresPerUnit, y = Height - 12;
        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"8\" y=\"{y - 20:0.#}\" width=\"{length + 62:0.#}\" height=\"28\" fill=\"#fff\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M14 {y - 5:0.#}V{y:0.#}H{14 + length:0.#}V{y - 5:0.#}\" fill=\"none\" stroke=\"#000\" stroke-width=\"2\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{20 + length:0.#}\" y=\"{y:0.#}\" font-size=\"13\">{text}</text>");
    }

    void North() => svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Width - 18} 40V14m-6 9l6-10l6 10z\" stroke=\"#000\" stroke-width=\"2\"/><text x=\"{Width - 18}\" y=\"55\" font-size=\"14\" font-weight=\"bold\" text-anchor=\"middle\">N</text>");
}
