using Logistics.Host.Worker;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Logistics.Host.Api;

/// <summary>A store that does not answer is the world's failure, not the visitor's: 503, and the worker keeps trying.</summary>
sealed class StoreAwayHandler(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not StoreAwayException)
            return false;
        httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        httpContext.Response.Headers.RetryAfter = "5";
        if (!httpContext.Request.Path.StartsWithSegments("/api"))
            return true; // the error page says it in words
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = new ProblemDetails
            {
                Status = StatusCodes.Status503ServiceUnavailable,
                Title = Texts.Get("Store.DoesNotAnswer"),
                Detail = Texts.Get("Store.DoesNotAnswerDetail"),
            },
        });
    }
}
