# One static program and nothing else: no shell, no package manager, not root.
#
#   docker build -t pabellon .
#   docker run --rm -p 127.0.0.1:8080:8080 -e PLAYGROUND=on pabellon   # to try it
#
# In the image the playground is off unless PLAYGROUND=on, because HTTP_ADDR is open
# to whoever reaches the container and the page has no login: who opens it can act
# as staff. Publish its port only on your own machine, or behind a login.

FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
# .git comes along, so that "pabellon version" can tell the commit.
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /out/pabellon ./bot/cmd/pabellon \
 && mkdir -m 0700 /out/data

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /out/pabellon /pabellon
# 65532 is nonroot, as a number so that an orchestrator can see that it is not root.
COPY --from=build --chown=65532:65532 /out/data /data
USER 65532:65532
VOLUME ["/data"]
ENV DATABASE_URL=sqlite:/data/pabellon.db \
    HTTP_ADDR=0.0.0.0:8080 \
    PLAYGROUND=off
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=6s --start-period=10s --retries=3 CMD ["/pabellon", "healthcheck"]
ENTRYPOINT ["/pabellon"]
CMD ["serve"]
