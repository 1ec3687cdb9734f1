using System.Globalization;

namespace Logistics.Host.Access;

/// <summary>The words of the mails that are sent.</summary>
public static class Letters
{
    public static Letter SignIn(string to, string link, CultureInfo language) => new(
        to, Texts.Get("Letter.SignIn.Subject", language), Texts.Format(language, "Letter.SignIn.Body", link, SignInApi.LinkLasts.TotalMinutes));

    public static Letter Invitation(string to, Capacity capacity, string link, CultureInfo language) => new(
        to, Texts.Get("Letter.Invitation.Subject", language),
        Texts.Format(language, "Letter.Invitation.Body", Texts.Get($"Roles.{capacity.Role}", language), capacity.Label, link, PeopleApi.InvitationLasts.TotalDays));
}
