# syntax=docker/dockerfile:1
# Two runtimes on purpose: .NET runs everything, Node carries the companions (see docs/architecture.md).
FROM node:22-bookworm-slim AS node

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx
WORKDIR /source
COPY . .
# Restores the npm folders as well, from their lock files and without running any install script.
RUN dotnet publish src/Logistics.Host -c Release -o /app \
 && dotnet publish src/Logistics.Cli -c Release -o /cli

FROM mcr.microsoft.com/dotnet/aspnet:10.0
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=build /app /app
COPY --from=build /cli /cli
# A new volume takes over the owner of the folder it is mounted on.
RUN mkdir /data /certificates && chown 1654:1654 /data /certificates
ENV LOGISTICS__DATA=/data \
    DOTNET_EnableDiagnostics=0
USER 1654:1654
WORKDIR /app
EXPOSE 8080
VOLUME /data
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/healthz').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["dotnet", "Logistics.Host.dll", "--urls", "http://0.0.0.0:8080"]
