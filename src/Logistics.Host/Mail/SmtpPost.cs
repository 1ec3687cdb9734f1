using System.Net;
using System.Net.Mail;
using System.Text;
using Logistics.Host.Access;
using Logistics.Host.Start;

namespace Logistics.Host.Mail;

/// <summary>Hands letters to the operator's mail server: STARTTLS on port 587, or in the clear inside a trusted network. No implicit TLS (port 465): the runtime's client does not speak it.</summary>
public sealed class SmtpPost(MailSettings settings) : IPost
{
    public async Task SendAsync(Letter letter, CancellationToken cancellation)
    {
        using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.Tls, DeliveryMethod = SmtpDeliveryMethod.Network };
        if (settings.User is { } user)
            client.Credentials = new NetworkCredential(user, settings.Password);
        using var message = Message(settings.From, letter);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        try
        {
            await client.SendMailAsync(message, patience.Token);
        }
        catch (SmtpException e)
        {
            // Its message may quote the recipient; the status alone says enough.
            throw new PostException($"{e.StatusCode}{(e.InnerException is { } inner ? $", {inner.GetType().Name}" : "")}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new PostException("no answer within a minute");
        }
    }

    internal static MailMessage Message(string from, Letter letter)
    {
        var message = new MailMessage { From = new MailAddress(from, "Ramasse"), Subject = letter.Subject, SubjectEncoding = Encoding.UTF8, BodyEncoding = Encoding.UTF8 };
        message.Body = letter.Body.ReplaceLineEndings("\r\n"); // RFC 5322, section 2.3
        message.To.Add(new MailAddress(letter.Recipient));
        // Holiday notices are not answers (RFC 3834).
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }
}
