namespace Logistics.Formats.Tests.Messages;

/// <summary>
/// Messages written for this project, with the drafts that are expected of each on Thursday 19 November 2026 among the partners of <see cref="Celleneuve"/>.
/// Names, numbers and addresses in them are invented.
/// </summary>
/// <remarks>
/// A message; a line for each sort of goods: offer or need, product, kind, family, temperature class, low-expected-high kilograms, counts; a line for
/// the whole message: day, hours, place, date, qualities. Behind a question mark what is asked back, why, and the choices.
/// </remarks>
static class SampleMessages
{
    public const string Table =
        """
        30 cageots de courgettes bio à prendre avant 16h à Biocoop Celleneuve
          offer, courgettes, mixed-vegetables, fruit-and-vegetables, ambient, 150-240-360 kg, 30 crates ?Quantity Estimated 150/240/360
          | until 16:00, at biocoop-celleneuve, organic ?Date Missing ?Day Missing

        10 kg carottes, 5 cagettes salades et du pain
          offer, carottes, root-vegetables, fruit-and-vegetables, ambient, 10 kg
          offer, salades, leafy-vegetables, fruit-and-vegetables, chilled, 15-25-35 kg, 5 crates ?Quantity Estimated 15/25/35 ?Temperature Estimated chilled/ambient
          offer, pain, bread, starch, ambient, - ?Quantity Missing
          |  ?Date Missing ?Day Missing ?Until Missing ?Site Missing

        Bonjour à tous, on a une trentaine de baguettes de la veille au Fournil, dispo jusqu'à 19h ce jour 🥖 Nadia 06 12 34 56 78
          offer, baguettes, bread, starch, ambient, 4.8-7.5-10.8 kg, 30 units ?Quantity Estimated 4.8/7.5/10.8
          | 2026-11-19, until 19:00, at fournil ?Date Missing

        Besoin urgent de lait UHT, environ 40 litres, pour l'Escale avant demain midi
          need, lait UHT, milk, dairy, ambient, 32.64-41.2-49.92 kg ?Quantity Estimated 32.64/41.2/49.92
          | 2026-11-20, until 12:00, at escale

        On cherche 20 kg de pommes de terre pour samedi matin
          need, pommes de terre, potatoes, starch, ambient, 20 kg
          | 2026-11-21, from 08:00, until 12:00 ?Site Missing ?From Estimated 08:00 ?Until Estimated 12:00

        il nous manque des couches et du lait infantile
          need, couches, hygiene, hygiene, ambient, - ?Quantity Missing
          need, lait infantile, baby-food, other, ambient, - ?Quantity Missing
          |  ?Day Missing ?Until Missing ?Site Missing

        2 palettes de yaourts DLC 21/11 à récupérer à la Supérette du Lac demain entre 8h et 10h30
          offer, yaourts, yoghurt, dairy, chilled, 600-900-1400 kg ?Quantity Estimated 600/900/1400
          | 2026-11-20, from 08:00, until 10:30, at superette, use by 2026-11-21

        Qui peut prendre 15kg de poulet DLC demain ? chez Biocoop
          offer, poulet, poultry, protein, chilled, 15 kg ?Temperature Estimated chilled/frozen
          | use by 2026-11-20 ?Day Missing ?Until Missing ?Site Several biocoop-arceaux/biocoop-celleneuve

        3x10kg d'oignons, 12 rue des Carottes à Lattes, dès 9h
          offer, oignons, root-vegetables, fruit-and-vegetables, ambient, 30 kg
          | from 09:00 ?Date Missing ?Day Missing ?Until Missing ?Site Unclear roseaux

        Surplus cantine : 45 repas (plats préparés) à prendre ce midi avant 14h, cuisine centrale de St Jean de Védas
          offer, repas, cooked-chilled-meals, protein, chilled, 13.5-18-27 kg, 45 units ?Quantity Estimated 13.5/18/27
          | 2026-11-19, from 12:00, until 14:00, at cantine ?Date Missing ?From Unclear 12:00

        salades : 20
          offer, salades, leafy-vegetables, fruit-and-vegetables, chilled, 4-7-10 kg, 20 units ?Quantity Estimated 4/7/10 ?Temperature Estimated chilled/ambient
          |  ?Date Missing ?Day Missing ?Until Missing ?Site Missing

        tomates 25kg
          offer, tomates, mixed-vegetables, fruit-and-vegetables, ambient, 25 kg
          |  ?Date Missing ?Day Missing ?Until Missing ?Site Missing

        Courgettes 10 kg / aubergines 8 kg / poivrons 5kg
          offer, courgettes, mixed-vegetables, fruit-and-vegetables, ambient, 10 kg
          offer, aubergines, mixed-vegetables, fruit-and-vegetables, ambient, 8 kg
          offer, poivrons, mixed-vegetables, fruit-and-vegetables, ambient, 5 kg
          |  ?Date Missing ?Day Missing ?Until Missing ?Site Missing

        20 kg de courgettes et aubergines, ferme des roseaux, demain à partir de 14h
          offer, courgettes et aubergines, mixed-vegetables, fruit-and-vegetables, ambient, 20 kg
          | 2026-11-20, from 14:00, at roseaux ?Date Missing ?Until Missing

        environ 10-15 kg de pain ce soir à Juvignac
          offer, pain, bread, starch, ambient, 8-12.5-18 kg
          | 2026-11-19 ?Date Missing ?Until Unclear 18:00/19:00/20:00/21:00 ?Site Unclear fournil

        entre 10 et 15 cagettes de pommes locales, Entraide Mosson, vendredi 9h-12h
          offer, pommes, fruit, fruit-and-vegetables, ambient, 60-125-210 kg, 13 crates ?Quantity Estimated 60/125/210
          | 2026-11-20, from 09:00, until 12:00, at entraide, local ?Date Missing

        une demi palette de conserves DDM 03/2027
          offer, conserves, canned-goods, -, ambient, 75-175-350 kg ?Family Several other/protein ?Quantity Estimated 75/175/350
          | best before 2027-03-31 ?Day Missing ?Until Missing ?Site Missing

        6 packs de 6 bouteilles de 1,5L d'eau
          offer, eau, drinks, other, ambient, 48.6-54-59.4 kg, 36 units ?Quantity Estimated 48.6/54/59.4
          |  ?Date Missing ?Day Missing ?Until Missing ?Site Missing

        12 pots de confiture de fraises de 370g, DDM 12/2026
          offer, confiture de fraises, sweet-goods, other, ambient, 4.44 kg, 12 units
          | best before 2026-12-31 ?Day Missing ?Until Missing ?Site Missing

        on a reçu 4 cartons de steaks hachés surgelés DDM 15/01/2027
          offer, steaks hachés surgelés, frozen-meat, protein, frozen, 16-32-56 kg, 4 crates ?Quantity Estimated 16/32/56
          | best before 2027-01-15 ?Day Missing ?Until Missing ?Site Missing

        5 kg de saumon frais DLC 20/11, au frais à la Biocoop des Arceaux, avant 12h
          offer, saumon frais, raw-fish, protein, chilled, 5 kg
          | until 12:00, at biocoop-arceaux, use by 2026-11-20 ?Day Missing

        Quelques cageots de légumes moches chez la ferme des roseaux
          offer, légumes moches, mixed-vegetables, fruit-and-vegetables, ambient, - ?Quantity Unclear
          | at roseaux ?Date Missing ?Day Missing ?Until Missing

        200 yaourts nature DLC J+2 à l'Épicerie sociale l'Escale
          offer, yaourts nature, yoghurt, dairy, chilled, 20-25-100 kg, 200 units ?Quantity Estimated 20/25/100
          | at escale, use by 2026-11-21 ?Day Missing ?Until Missing

        Dispo demain après-midi: 8 bacs de fruits abîmés
          offer, fruits abîmés, fruit, fruit-and-vegetables, ambient, 48-80-112 kg, 8 crates ?Quantity Estimated 48/80/112
          | 2026-11-20, from 14:00, until 18:00 ?Date Missing ?Site Missing ?From Estimated 14:00 ?Until Estimated 18:00

        15 kg de cardons à donner, à la ferme
          offer, cardons, -, -, -, 15 kg ?Family Missing ?Temperature Missing
          | at roseaux ?Date Missing ?Day Missing ?Until Missing

        Reste 12 kg de blettes + 3 kg d'epinars, venir avant 18h30 à l'Olivier svp
          offer, blettes, leafy-vegetables, fruit-and-vegetables, chilled, 12 kg ?Temperature Estimated chilled/ambient
          offer, épinards, leafy-vegetables, fruit-and-vegetables, chilled, 3 kg ?Temperature Estimated chilled/ambient
          | until 18:30, at olivier ?Date Missing ?Day Missing

        quelqu'un a du riz ? il nous en faudrait 25kg pour lundi
          need, riz, dry-goods, starch, ambient, 25 kg
          | 2026-11-23 ?Until Missing ?Site Missing

        Plus besoin de pain merci ! Par contre on donne 7 kg de beurre
          offer, beurre, butter, dairy, chilled, 7 kg ?Temperature Estimated chilled/frozen
          |  ?Date Missing ?Day Missing ?Until Missing ?Site Missing

        30 oeufs bio plein air, date 28 novembre
          offer, œufs, eggs, protein, ambient, 1.5-1.8-2.1 kg, 30 units ?Quantity Estimated 1.5/1.8/2.1
          | use by 2026-11-28, organic ?Date Unclear use-by/best-before ?Day Missing ?Until Missing ?Site Missing

        2 douzaines d'œufs à consommer de préférence avant le 1er décembre
          offer, œufs, eggs, protein, ambient, 1.2-1.44-1.68 kg, 24 units ?Quantity Estimated 1.2/1.44/1.68
          | best before 2026-12-01 ?Day Missing ?Until Missing ?Site Missing

        1/2 palette de patates, 400 kg, retrait le 24/11 de 14h à 17h chez Entraide Mosson
          offer, patates, potatoes, starch, ambient, 400 kg
          | 2026-11-24, from 14:00, until 17:00, at entraide ?Date Missing

        Trois cents kilos de courges, palox, jusqu'à vendredi
          offer, courges, root-vegetables, fruit-and-vegetables, ambient, 300 kg
          |  ?Date Missing ?Day Several 2026-11-19/2026-11-20 ?Until Missing ?Site Missing

        vingt-cinq kilos de farine et une quinzaine de paquets de pâtes
          offer, farine, flour, starch, ambient, 25 kg
          offer, pâtes, dry-goods, starch, ambient, 6-7.5-18 kg, 15 units ?Quantity Estimated 6/7.5/18
          |  ?Date Missing ?Day Missing ?Until Missing ?Site Missing

        URGENT frigo en panne !! 40 kg de fromage + 10 L de lait frais à prendre dans 2h à Montpellier
          offer, fromage, cheese, dairy, chilled, 40 kg
          offer, lait frais, milk, dairy, chilled, 10.2-10.3-10.4 kg ?Quantity Estimated 10.2/10.3/10.4
          |  ?Date Missing ?Day Missing ?Until Unclear ?Site Several biocoop-arceaux/escale/entraide

        Bonsoir, Karim de la Superette du Lac : 18 barquettes de viande hachée DLC 19/11
          offer, viande hachée, minced-meat, protein, chilled, 4.5-6.3-9 kg, 18 units ?Quantity Estimated 4.5/6.3/9 ?Temperature Estimated chilled/frozen
          | at superette, use by 2026-11-19 ?Day Missing ?Until Missing

        60 sandwichs poulet et 20 salades composées, DLC du jour, à retirer de 14h30 à 16h
          offer, sandwichs poulet, prepared-meals, protein, chilled, 15-21-36 kg, 60 units ?Quantity Estimated 15/21/36 ?Temperature Estimated chilled/frozen
          offer, salades composées, prepared-meals, protein, chilled, 5-7-12 kg, 20 units ?Quantity Estimated 5/7/12 ?Temperature Estimated chilled/frozen
          | from 14:30, until 16:00, use by 2026-11-19 ?Day Missing ?Site Missing

        pas de viande aujourd'hui, mais 9 cagettes de carottes
          offer, carottes, root-vegetables, fruit-and-vegetables, ambient, 72-99-135 kg, 9 crates ?Quantity Estimated 72/99/135
          | 2026-11-19 ?Date Missing ?Until Missing ?Site Missing

        500 g de basilic
          offer, basilic, leafy-vegetables, fruit-and-vegetables, chilled, 0.5 kg ?Temperature Estimated chilled/ambient
          |  ?Date Missing ?Day Missing ?Until Missing ?Site Missing

        1 200 kg de pommes, palettes, le 12 décembre
          offer, pommes, fruit, fruit-and-vegetables, ambient, 1200 kg
          | 2026-12-12 ?Date Missing ?Until Missing ?Site Missing

        2 caisses de bananes bien mûres, à prendre avant 16 à la maison de quartier
          offer, bananes bien mûres, fruit, fruit-and-vegetables, ambient, 12-20-28 kg, 2 crates ?Quantity Estimated 12/20/28
          | until 16:00, at olivier ?Date Missing ?Day Missing ?Until Unclear 16:00

        courgete 10 kilo
          offer, courgettes, mixed-vegetables, fruit-and-vegetables, ambient, 10 kg
          |  ?Date Missing ?Day Missing ?Until Missing ?Site Missing

        Contact : marie.dupont@example.org ou +33 6 12 34 56 78, 3 cartons de biscuits
          offer, biscuits, sweet-goods, other, ambient, 9-18-30 kg, 3 crates ?Quantity Estimated 9/18/30
          |  ?Date Missing ?Day Missing ?Until Missing ?Site Missing

        fruits et légumes variés, 80 kg, au 5 avenue de Lodève, Celleneuve, samedi 21 novembre avant 11h
          offer, fruits et légumes variés, mixed-vegetables, fruit-and-vegetables, ambient, 80 kg
          | 2026-11-21, until 11:00 ?Date Missing ?Site Several biocoop-celleneuve/olivier

        Lundi prochain : 10 cageots de choux
          offer, choux, mixed-vegetables, fruit-and-vegetables, ambient, 60-100-140 kg, 10 crates ?Quantity Estimated 60/100/140
          | 2026-11-23 ?Date Missing ?Day Unclear 2026-11-23/2026-11-30 ?Until Missing ?Site Missing

        Merci pour hier !
          offer, -, -, -, -, - ?Product Missing ?Family Missing ?Quantity Missing ?Temperature Missing
          |  ?Date Missing ?Day Unclear ?Until Missing ?Site Missing

        3 kg de moules et 2 bourriches d'huîtres
          offer, moules, shellfish, protein, chilled, 3 kg
          offer, huîtres, oysters, protein, chilled, - ?Quantity Unclear
          |  ?Date Missing ?Day Missing ?Until Missing ?Site Missing

        1 palette de lessive et 30 paquets de couches
          offer, lessive, hygiene, hygiene, ambient, 150-350-700 kg ?Quantity Estimated 150/350/700
          offer, couches, hygiene, hygiene, ambient, 24-45-90 kg, 30 units ?Quantity Estimated 24/45/90
          |  ?Date Missing ?Day Missing ?Until Missing ?Site Missing

        soupe : 24 boîtes, thon en boîte : 48
          offer, soupe, canned-goods, other, ambient, 7.2-12-20.4 kg, 24 units ?Quantity Estimated 7.2/12/20.4 ?Temperature Estimated ambient/chilled
          offer, thon en boîte, canned-protein, protein, ambient, 4.8-7.68-12 kg, 48 units ?Quantity Estimated 4.8/7.68/12
          |  ?Date Missing ?Day Missing ?Until Missing ?Site Missing

        yaourts à consommer avant le 25 novembre, 6 kg
          offer, yaourts, yoghurt, dairy, chilled, 6 kg
          | use by 2026-11-25 ?Date Unclear use-by/best-before ?Day Missing ?Until Missing ?Site Missing

        Pain, viennoiseries : 2 sacs. Passez à la boulangerie le Fournil d'Antan de Juvignac entre 19h et 19h45
          offer, pain, bread, starch, ambient, - ?Quantity Missing
          offer, viennoiseries, pastries, starch, ambient, 6-20-50 kg ?Quantity Estimated 6/20/50
          | from 19:00, until 19:45, at fournil ?Date Missing ?Day Missing

        On recherche un frigo, et aussi 15 kg de légumes secs
          need, légumes secs, pulses, protein, ambient, 15 kg
          |  ?Day Missing ?Until Missing ?Site Missing

        Glaces : 4 cartons, congélateur plein, dluo 30/06/2027
          offer, glaces, ice-cream, dairy, frozen, 8-16-24 kg, 4 crates ?Quantity Estimated 8/16/24
          | best before 2027-06-30 ?Day Missing ?Until Missing ?Site Missing
        """;
}
