using System.Globalization;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Domain.Proposals;
using Logistics.Host.Push;
using Logistics.Host.Start;
using Logistics.Host.Views;
using Logistics.Host.Worker;

namespace Logistics.Host.Access;

/// <summary>Puts together what the recipients of a plan are asked and how they are told.</summary>
public sealed class QuestionLetters(PublicAddress address, PushNotes notes, HostSettings settings, TimeProvider clock)
{
    /// <summary>What stands in a letter before "and so on": the page behind the link shows the rest.</summary>
    const int MostLines = 12;

    public Asking Of(PreparedDay prepared, DayPlan plan) => Of(new DayIndex(prepared.Day), plan, prepared.ToAsk(plan, settings.Answers, clock.GetUtcNow()));

    public Asking Of(DayIndex day, DayPlan plan, IReadOnlyCollection<Proposal> proposals)
    {
        if (proposals.Count == 0)
            return Asking.Nobody;
        var ofParty = proposals.ToLookup(x => x.Recipient);
        TimeZoneInfo ZoneOf(PartyId party) => day.ZoneOf(ofParty[party].First().Territory);
        Phrases SayOf(Speaker speaker) => new(CultureInfo.GetCultureInfo(speaker.Language == "en" ? "en-GB" : "fr-FR"), ZoneOf(speaker.Party));
        return new(proposals, ZoneOf, (speaker, token) =>
        {
            var say = SayOf(speaker);
            var language = say.Culture;
            var own = ofParty[speaker.Party].OrderBy(x => x.AnswerBy).ThenBy(x => x.Id.Value).ToList();
            var lines = own.Take(MostLines).Select(x => $"- {Texts.FormatIn(language, "Letter.Question.Line", say.Kg(x.Quantity), day[x.Lot].Product, day[day[x.Lot].Donor].Name, say.Clock(x.AnswerBy))}");
            var more = own.Count > MostLines ? [$"- {Texts.FormatIn(language, "Letter.Question.More", own.Count - MostLines)}"] : (string[])[];
            return new Letter(
                speaker.Email, Texts.FormatIn(language, "Letter.Question.Subject", day[speaker.Party].Name, say.LongDate(plan.Date)),
                Texts.FormatIn(language, "Letter.Question.Body", day[speaker.Party].Name, say.LongDate(plan.Date), string.Join('\n', lines.Concat(more)), address.Link($"/p/{token.Text}"), plan.Notice));
        })
        {
            // As long as the link in the letter answers.
            Tell = speaker => notes.Question(plan.Date, SayOf(speaker), LocalTime.EndOf(plan.Date, ZoneOf(speaker.Party))),
        };
    }
}
