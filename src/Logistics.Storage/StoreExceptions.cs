using Npgsql;

namespace Logistics.Storage;

/// <summary>
/// The database cannot be reached, went away in the middle, or cannot take more (disk, memory, connections). Nothing of the unit of work
/// was kept, unless <see cref="OutcomeUnknown"/>. Trying the whole unit again later is right.
/// </summary>
public sealed class StoreUnavailableException(string message, bool outcomeUnknown, Exception inner) : Exception(message, inner)
{
    /// <summary>The connection was lost while the commit was on its way: it may have been kept whole, or not at all.</summary>
    public bool OutcomeUnknown => outcomeUnknown;
}

/// <summary>Another unit of work was in the way (a deadlock or a serialization failure). Nothing was kept; trying again is right.</summary>
public sealed class StoreConflictException(string message, Exception inner) : Exception(message, inner);

/// <summary>A row of a territory that the unit's <see cref="Scope"/> does not hold was to be written, or a table touched that is not for it. Nothing was kept.</summary>
public sealed class OutOfScopeException(string message, Exception inner) : Exception(message, inner);

/// <summary>The database's owner lacks a right that a superuser must give once; the message says which, docs/operating.md how.</summary>
public sealed class StoreRightsException(string message, Exception inner) : Exception(message, inner);

/// <summary>The database was migrated by a newer program than this one; running this one on it could ruin it.</summary>
public sealed class SchemaTooNewException(int found, int known)
    : Exception($"The database has schema {found}, and this program knows {known} at most: start the newer program, or restore a backup made before the upgrade.")
{
    public int Found => found;

    public int Known => known;
}

/// <summary>Says what a failure from Npgsql means (https://www.postgresql.org/docs/15/errcodes-appendix.html).</summary>
static class StoreFailure
{
    /// <summary>The world's failures as this room's exceptions; null for the rest, which are mistakes of ours and go on as they are.</summary>
    public static Exception? Translate(NpgsqlException exception, bool committing = false) => exception switch
    {
        PostgresException { SqlState: "40001" or "40P01" or "55P03" } => new StoreConflictException($"Another change was in the way: {exception.Message}", exception),
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } => new OutOfScopeException(exception.Message, exception),
        PostgresException said when !IsUnavailable(said) => null,
        _ => new StoreUnavailableException($"The database is not available: {exception.Message}", committing && exception is not PostgresException, exception),
    };

    /// <summary>The same for the first words of a transaction, in which a role is taken on: one that is not there, or not ours.</summary>
    public static Exception? OfOpening(NpgsqlException exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidParameterValue or PostgresErrorCodes.InsufficientPrivilege } said => new StoreRightsException(
            $"The database does not let its owner take on the roles ramasse_member and ramasse_service ({said.MessageText}): see “Roles” in docs/operating.md.", said),
        _ => Translate(exception),
    };

    /// <summary>True when waiting and connecting again may help: nobody listens yet, it is starting up or shutting down, the line broke.</summary>
    public static bool MayPass(NpgsqlException exception) => exception switch
    {
        PostgresException said => said.SqlState is "57P01" or "57P02" or "57P03" or "53300" || said.SqlState.StartsWith("08", StringComparison.Ordinal),
        _ => true,
    };

    // Classes 08 connection, 28 authorization, 3D no such database, 53 resources, 57 operator intervention, 58 system; 25P03 idle too long.
    static bool IsUnavailable(PostgresException said) => said.SqlState == "25P03" || said.SqlState[..2] is "08" or "28" or "3D" or "53" or "57" or "58";
}
