# Phaen as an image: `docker build -t phaen . && docker run -e PHAEN_TOKEN=… -v phaen:/data phaen`
# The base is pinned, so that the same source makes the same image. Renew it every few months, and at once when Python
# or Debian mend a hole: `docker buildx imagetools inspect python:3.12-slim` shows the digest of today.
ARG BASE=python:3.12-slim@sha256:78387bc3881b8273120a12ebe6c1ab22b018ccc2c9adf565ae1ac9b536e184ea

FROM ${BASE} AS build
WORKDIR /src
RUN apt-get update -qq && apt-get install -qq -y --no-install-recommends binutils
# An environment without pip and setuptools: it is filled from outside, by the pip of the base.
RUN python3 -m venv --without-pip /opt/phaen
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN pip --python /opt/phaen/bin/python install --no-cache-dir --no-compile --require-hashes -r requirements.lock
COPY bot bot
COPY content content
COPY locales locales
RUN pip --python /opt/phaen/bin/python install --no-cache-dir --no-compile --no-deps .
# Libraries without what only debuggers read; those that a wheel brought along were rewritten by its maker and stay.
RUN find /opt/phaen -name '*.so' -not -path '*.libs/*' -exec strip --strip-unneeded {} +
# Compiled is what Phaen loads: the root of its container cannot be written to, and the rest is never asked for.
RUN cd / && /opt/phaen/bin/phaen content check > /dev/null \
    && /opt/phaen/bin/python -c 'import bot.app, bot.checkup, bot.demo, bot.documents.worker, alembic.command, \
       psycopg, sqlalchemy.dialects.postgresql, sqlalchemy.dialects.sqlite, obstore.store, pyrage'
# Of Babel's 1,100 locales those stay whose texts Phaen has: 30 MB less.
RUN cd "$(/opt/phaen/bin/python -c 'import babel, os; print(os.path.dirname(babel.__file__))')/locale-data" \
    && for file in *.dat; do \
         name="${file%.dat}"; language="${name%%_*}"; \
         [ "$name" = root ] || [ -d "/src/locales/$language" ] || rm "$file"; \
       done

FROM ${BASE}
RUN useradd --create-home --uid 10001 phaen && install -d -o phaen -g phaen /data
COPY --from=build /opt/phaen /opt/phaen
COPY bot/workers/container_health /opt/phaen/health
ENV PATH=/opt/phaen/bin:$PATH PHAEN_DATA=/data PHAEN_LISTEN=127.0.0.1:8080 PYTHONUNBUFFERED=1
USER phaen
WORKDIR /home/phaen
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=8s --start-period=60s CMD ["/opt/phaen/health"]
CMD ["phaen", "run"]
