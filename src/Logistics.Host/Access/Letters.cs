using System.Globalization;

namespace Logistics.Host.Access;

/// <summary>The words of the mails that are sent.</summary>
public static class Letters
{
    public static Letter SignIn(string to, string link, CultureInfo language) => new(
        to, Texts.GetIn(language, "Letter.SignIn.Subject"), Texts.FormatIn(language, "Letter.SignIn.Body", link, SignInApi.LinkLasts.TotalMinutes));

    public static Letter Invitation(string to, Capacity capacity, string link, CultureInfo language) => new(
        to, Texts.GetIn(language, "Letter.Invitation.Subject"),
        Texts.FormatIn(language, "Letter.Invitation.Body", Texts.GetIn(language, $"Roles.{capacity.Role}"), capacity.Label, link, PeopleApi.InvitationLasts.TotalDays));
}
