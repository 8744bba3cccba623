ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json .swcrc nest-cli.json prisma.config.ts ./
COPY tools tools
COPY prisma prisma
COPY src src
# The generated client is TypeScript below src/, so the build compiles it into dist/ with everything else.
RUN npx prisma generate && npm run build

FROM ${NODE_IMAGE} AS production-dependencies
WORKDIR /app
COPY package.json package-lock.json ./
# Without the optional ones, of which Prisma's command line is the largest; the one that is needed is argon2's binary.
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund
COPY --from=build /app/node_modules/@node-rs node_modules/@node-rs

FROM ${NODE_IMAGE} AS runtime
LABEL org.opencontainers.image.title="Tillbook" \
      org.opencontainers.image.description="Point-of-sale and ledger backend: the till and the book in one commit" \
      org.opencontainers.image.licenses="MIT"
WORKDIR /app
ENV NODE_ENV=production \
    NODE_OPTIONS=--enable-source-maps \
    PORT=3000
COPY package.json ./
COPY --from=production-dependencies /app/node_modules node_modules
# `node dist/cli.js migrate` applies them.
COPY prisma/migrations prisma/migrations
COPY --from=build /app/dist dist
# Everything above belongs to root: the process can read its code and change none of it.
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health/live').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/main.js"]
