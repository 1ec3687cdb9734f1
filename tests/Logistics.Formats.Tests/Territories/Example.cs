using System.Text;
using System.Text.Json.Nodes;
using Logistics.Domain.Days;
using Logistics.Formats.Territories;

namespace Logistics.Formats.Tests.Territories;

/// <summary>The small day of <c>docs/territory-file.md</c>: a grower with leeks, a grocery that wants them, one van.</summary>
static class Example
{
    public const string Text =
        """
        {
          "format": "ramasse-territory",
          "version": 1,
          "date": "2026-11-20",
          "notice": "Exemple : données inventées.",
          "roads": "sketch",
          "territories": [
            {
              "code": "vidourle",
              "name": "Vallée du Vidourle",
              "timeZone": "Europe/Paris",
              "policy": {
                "version": "2026-1",
                "decidedOn": "2026-09-15",
                "quantityRiskPercent": 5,
                "safetyMarginMinutes": 30,
                "foodFactor": { "gramsCo2ePerKilogram": 2500, "source": "exemple", "year": 2026 }
              }
            }
          ],
          "parties": [
            { "code": "ferme", "territory": "vidourle", "name": "Ferme des Roseaux", "kind": "grower" },
            {
              "code": "epicerie",
              "territory": "vidourle",
              "name": "Épicerie sociale du Pont",
              "kind": "social-grocery",
              "phone": "04 65 71 00 01",
              "attestedPersons": 80
            }
          ],
          "sites": [
            {
              "code": "hangar",
              "party": "ferme",
              "name": "Hangar des Roseaux",
              "kind": "farm",
              "longitude": 4.0895,
              "latitude": 43.7835,
              "commune": "Sommières",
              "openingWindows": [{ "begin": "06:30", "end": "12:00" }],
              "storageLeftKg": { "ambient": 0, "chilled": 0, "frozen": 0 },
              "acceptedFamilies": [],
              "serviceMinutes": 10,
              "handOutMinutes": 0
            },
            {
              "code": "boutique",
              "party": "epicerie",
              "name": "Boutique du Pont",
              "kind": "distribution-point",
              "longitude": 4.1355,
              "latitude": 43.6765,
              "commune": "Lunel",
              "openingWindows": [
                { "begin": "08:30", "end": "12:00" },
                { "begin": "13:30", "end": "17:00" }
              ],
              "storageLeftKg": { "ambient": 200, "chilled": 40, "frozen": 0 },
              "acceptedFamilies": ["fruit-and-vegetables", "starch"],
              "refusedKinds": ["raw-fish"],
              "serviceMinutes": 8,
              "handOutMinutes": 720
            }
          ],
          "consents": [{ "code": "accord-ferme", "territory": "vidourle", "from": "ferme" }],
          "lots": [
            {
              "code": "poireaux",
              "site": "hangar",
              "product": "Poireaux trop nombreux",
              "kind": "leeks",
              "family": "fruit-and-vegetables",
              "quantityKg": { "low": 40, "expected": 50, "high": 62.5, "origin": "declared" },
              "crates": 5,
              "temperature": "ambient",
              "keepsUntil": "2026-11-25",
              "pickupWindow": { "begin": "07:00", "end": "11:00" },
              "source": "gift"
            }
          ],
          "needs": [
            {
              "code": "legumes",
              "site": "boutique",
              "family": "fruit-and-vegetables",
              "wantedKg": 60,
              "deadline": "17:00"
            }
          ],
          "vehicles": [
            {
              "code": "fourgon",
              "territory": "vidourle",
              "owner": "epicerie",
              "name": "Fourgon du Pont",
              "capacity": { "massKg": 900, "volumeLitres": 7000, "crates": 90 },
              "compartments": [
                {
                  "name": "Caisse",
                  "classes": ["ambient"],
                  "capacity": { "massKg": 900, "volumeLitres": 7000, "crates": 90 }
                }
              ],
              "costPerHourEuros": 20,
              "costPerKilometreEuros": 0.32,
              "co2GramsPerKilometre": 220
            }
          ],
          "drivers": [{ "code": "rosa", "territory": "vidourle", "name": "Rosa" }],
          "shifts": [
            {
              "code": "matin",
              "vehicle": "fourgon",
              "driver": "rosa",
              "span": { "begin": "07:00", "end": "14:00" },
              "startSite": "boutique",
              "breaks": [{ "begin": "11:00", "end": "12:30", "minutes": 30 }]
            }
          ]
        }
        """;

    public static byte[] Bytes => Encoding.UTF8.GetBytes(Text);

    /// <summary>The example after a change to its JSON.</summary>
    public static byte[] Edited(Action<JsonObject> edit)
    {
        var root = JsonNode.Parse(Text)!.AsObject();
        edit(root);
        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    public static DayDeclarations Accepted(ReadOnlyMemory<byte> file) => Assert.IsType<TerritoryReading.Accepted>(Read(file)).Day;

    public static TerritoryReading Read(ReadOnlyMemory<byte> file) => TerritoryReader.Read(file);

    /// <summary>Problems of a rejected file, warnings of an accepted one.</summary>
    public static IReadOnlyList<Problem> Said(TerritoryReading reading) => reading switch
    {
        TerritoryReading.Accepted accepted => accepted.Warnings,
        TerritoryReading.Rejected rejected => rejected.Problems,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
