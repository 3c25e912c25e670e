# Two stages: the first installs from the hash-pinned locks, the second holds only what runs.
# Plain Dockerfile instructions, so that builders other than BuildKit work too.
FROM python:3.13-slim AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /build
# Before the source: a change of code leaves these layers alone.
COPY requirements-build.lock requirements-extras.lock ./
RUN python -m venv /build/venv && /build/venv/bin/pip install --require-hashes -r requirements-build.lock
# With the extras: nothing can be installed later, and whoever runs a container may want PostgreSQL or Slack.
RUN python -m venv /app/.venv && /app/.venv/bin/pip install --require-hashes -r requirements-extras.lock
COPY pyproject.toml README.md LICENSE ./
COPY prompts prompts
COPY evals evals
COPY service service
# What builds the package stays here, and the environment that runs it keeps no pip.
RUN /build/venv/bin/pip wheel --no-deps --no-build-isolation --wheel-dir dist . \
 && /app/.venv/bin/pip install --no-deps --no-index dist/*.whl \
 && /app/.venv/bin/python -m compileall -q /app/.venv/lib \
 && /app/.venv/bin/pip uninstall --yes --quiet pip


FROM python:3.13-slim

# The same path as in the first stage: the scripts of a virtual environment name it.
COPY --from=build /app/.venv /app/.venv
RUN useradd --uid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin precis \
 && mkdir /data && chown 10001:10001 /data
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PRECIS_DATA_DIR=/data
WORKDIR /data
VOLUME /data
USER 10001
EXPOSE 8000
# The slim image has no curl.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
# Beyond loopback it starts only with PRECIS_API_KEYS, or with PRECIS_ALLOW_ANONYMOUS=1; a name other than localhost
# in the caller's URL belongs in PRECIS_ALLOWED_HOSTS.
CMD ["precis", "serve", "--host", "0.0.0.0", "--port", "8000"]
