# Phaen as an image: `docker build -t phaen . && docker run -e PHAEN_TOKEN=… -v phaen:/data phaen`
FROM python:3.12-slim AS build
WORKDIR /src
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN python -m venv /opt/phaen && /opt/phaen/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY bot bot
COPY content content
COPY locales locales
RUN /opt/phaen/bin/pip install --no-cache-dir --no-deps .

FROM python:3.12-slim
RUN useradd --create-home phaen && install -d -o phaen /data
COPY --from=build /opt/phaen /opt/phaen
ENV PATH=/opt/phaen/bin:$PATH PHAEN_DATA=/data PYTHONUNBUFFERED=1
USER phaen
WORKDIR /home/phaen
VOLUME /data
STOPSIGNAL SIGTERM
CMD ["phaen", "run"]
