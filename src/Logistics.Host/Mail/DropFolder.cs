using System.Net.Mail;
using Logistics.Host.Access;
using Logistics.Host.Start;

namespace Logistics.Host.Mail;

/// <summary>Lays letters down as <c>.eml</c> files in the data folder: nothing leaves an instance that nobody has configured to send.</summary>
public sealed class DropFolder(DataFolder folder) : IPost
{
    /// <summary>As long as the store keeps sent mails.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public async Task SendAsync(Letter letter, CancellationToken cancellation)
    {
        using var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = folder.Mail };
        using var message = SmtpPost.Message("ramasse@localhost", letter);
        // Unlike on the wire, where not every server takes it: a person reads the file and copies the link.
        message.BodyTransferEncoding = System.Net.Mime.TransferEncoding.EightBit;
        try
        {
            await client.SendMailAsync(message, cancellation);
        }
        catch (Exception e) when (e is SmtpException or IOException or UnauthorizedAccessException)
        {
            throw new PostException(e.GetType().Name);
        }
    }

    public void Forget(DateTimeOffset now)
    {
        foreach (var file in Directory.EnumerateFiles(folder.Mail, "*.eml").Where(file => File.GetLastWriteTimeUtc(file) < now - Kept).ToList())
            try
            {
                File.Delete(file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Somebody has it open: it goes the next time.
            }
    }
}
