namespace Logistics.Formats.Sheets;

/// <summary>How the sheet looks on A4 and, should someone open it there, on a screen. Black on white: what matters is told by weight and frame.</summary>
static class SheetStyle
{
    public const string Css = """

        @page { size: A4; margin: 11mm 12mm 13mm; @bottom-right { content: counter(page) " / " counter(pages); font: 9pt sans-serif; } }
        * { box-sizing: border-box; }
        html { background: #fff; color: #000; font: 11.5pt/1.3 "DejaVu Sans", Verdana, Arial, sans-serif; }
        body { max-width: 186mm; margin: 0 auto; }
        @media screen { body { padding: 6mm 4mm; } }
        h1, h2, p, dl, dd, ol, figure { margin: 0; padding: 0; }
        small, .small { font-size: 9pt; }
        .notice { border: 2.5pt solid #000; text-align: center; font-weight: bold; text-transform: uppercase; letter-spacing: .08em; padding: 1mm; margin-bottom: 3mm; }
        header { display: flex; justify-content: space-between; align-items: flex-start; gap: 6mm; }
        h1 { font-size: 28pt; line-height: 1.05; }
        .when { font-size: 15pt; }
        .qr { width: 28mm; text-align: center; font-size: 8pt; } .qr svg { width: 26mm; height: 26mm; }
        .facts { display: flex; flex-wrap: wrap; gap: 1.5mm 7mm; border: solid #000; border-width: 1.5pt 0; padding: 2mm 0; margin: 3mm 0; }
        dt { font-size: 9pt; } dd { font-size: 13pt; font-weight: bold; overflow-wrap: anywhere; }
        .overview { display: grid; grid-template-columns: 112mm 1fr; gap: 5mm; margin-bottom: 4mm; }
        .map + p { margin-top: 1mm; } .map { width: 100%; height: auto; display: block; font-family: inherit; }
        .overview ol { list-style: none; font-size: 10.5pt; } .overview li { position: relative; padding: .4mm 0 .4mm 9mm; min-height: 8mm; line-height: 1.2; }
        .overview li > b:first-child { position: absolute; left: 0; } .overview span { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; line-clamp: 2; overflow: hidden; overflow-wrap: anywhere; }
        .number, .depot { display: inline-block; min-width: 7mm; height: 7mm; line-height: 6.2mm; text-align: center; border: 1.5pt solid #000; border-radius: 4mm; font-size: 11pt; text-indent: 0; }
        .depot { background: #000; color: #fff; border-radius: 0; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        .stop { border: 1.5pt solid #000; padding: 2mm 3mm; margin-bottom: 3mm; break-inside: avoid; }
        .head { display: flex; gap: 3.5mm; align-items: flex-start; }
        .head > .number, .head > .depot { flex: none; min-width: 12mm; height: 12mm; line-height: 11mm; border-radius: 6mm; font-size: 17pt; } .head > .depot { border-radius: 0; }
        .place { flex: 1; min-width: 0; overflow-wrap: anywhere; } h2 { font-size: 16pt; line-height: 1.15; }
        .hint { font-weight: bold; } .hint::before { content: "➜ "; }
        .time { flex: none; text-align: right; } .time > * { display: block; white-space: nowrap; } .time b { font-size: 22pt; line-height: 1.05; } .phone { font-size: 13pt; font-weight: bold; }
        .wait { border-left: 3pt solid #000; padding-left: 2mm; margin: 1.5mm 0; font-weight: bold; }
        table { width: 100%; border-collapse: collapse; margin-top: 2mm; table-layout: fixed; }
        th { font-size: 9pt; font-weight: normal; text-align: center; vertical-align: bottom; padding: 0 1mm .5mm; }
        .c1 { width: 8mm; } .c3 { width: 20mm; } .c4 { width: 17mm; } .c5 { width: 13mm; } .c6 { width: 20mm; } .c7 { width: 22mm; }
        .verb { text-align: left; font-size: 14pt; font-weight: bold; text-transform: uppercase; padding-left: 0; } .verb small { font-weight: normal; text-transform: none; font-size: 11pt; }
        .take::before { content: "▲ "; } .leave::before { content: "▼ "; }
        td { padding: 1mm; vertical-align: top; overflow-wrap: anywhere; } .lot td { border-top: .75pt solid #000; } tbody tr:last-child td { border-bottom: .75pt solid #000; }
        i { display: inline-block; width: 5mm; height: 5mm; border: 1.25pt solid #000; vertical-align: middle; }
        .lot b { font-size: 13pt; } td small { line-height: 1.2; } .lot .figure { font-size: 13pt; font-weight: bold; } .figure { text-align: right; white-space: nowrap; } .lot .figure.small { font-size: 10pt; font-weight: normal; padding-top: 1.6mm; }
        .share td { padding-top: 0; } .share .figure { font-size: 11pt; }
        .fill { border: 1.25pt solid #000 !important; text-align: right; vertical-align: bottom; white-space: nowrap; font-size: 10pt; height: 9mm; } .fill small { display: block; } .none { text-align: center; }
        .cold { border: 1.25pt solid #000; padding: 0 1.2mm; font-size: 9.5pt; font-weight: bold; text-transform: uppercase; white-space: nowrap; }
        .empties { margin-top: 2mm; font-weight: bold; }
        .sign { display: flex; gap: 4mm; margin-top: 2.5mm; } .lines { flex: 1; } .lines p { border-bottom: .75pt solid #000; height: 8.5mm; font-size: 9.5pt; }
        .box { width: 62mm; height: 19mm; border: 1.25pt solid #000; font-size: 9pt; padding: .5mm 1mm; }
        .aboard { margin-top: 1.5mm; text-align: right; font-size: 10.5pt; }
        .break { border: 1.5pt dashed #000; padding: 1.5mm 3mm; margin-bottom: 4mm; font-size: 13pt; font-weight: bold; break-inside: avoid; break-after: avoid; } .stop .break { margin: 2mm 0 0; }
        .sheet + .sheet { break-before: page; } @media screen { .sheet + .sheet { margin-top: 12mm; border-top: 3pt solid #000; padding-top: 6mm; } }
        @media screen and (max-width: 190mm) { .overview { grid-template-columns: minmax(0, 1fr); } .stop { overflow-x: auto; } .stop table { min-width: 150mm; } .head, .sign { flex-wrap: wrap; } .place { flex-basis: calc(100% - 16mm); } .head .time { flex-basis: 100%; text-align: left; } }
        .nothing { font-size: 15pt; font-weight: bold; margin: 8mm 0; } .end { margin-top: 1.5mm; }

        """;
}
