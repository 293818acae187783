# One image for web, worker, beat and the migration job; the command tells which.

FROM node:24.11-slim AS front-end
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY static static
COPY templates templates
RUN npm run build

FROM python:3.13.9-slim-trixie
RUN apt-get update \
 && apt-get install -y --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /app jcm
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DJANGO_SETTINGS_MODULE=jcm_platform.settings JCM_VAR=/data
WORKDIR /app
COPY requirements/runtime.lock requirements/runtime.lock
RUN pip install --no-cache-dir --require-hashes -r requirements/runtime.lock
COPY . .
COPY --from=front-end /app/static/dist static/dist
# Static files are part of the image; the values here are read by this one command and reach no server.
RUN python -m tools.messages \
 && mkdir -p /data/media /data/documents /data/keys && chmod 700 /data/keys \
 && DATABASE_URL=postgresql:///none REDIS_URL=redis://none \
    SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(50))')" SITE_URL=https://build.invalid \
    ALLOWED_HOSTS=build.invalid EMAIL_URL=dummymail:// DEFAULT_FROM_EMAIL=build@build.invalid TRUSTED_PROXY_COUNT=0 \
    python manage.py collectstatic --noinput --verbosity=0 \
 && chown -R jcm /data
USER jcm
VOLUME /data/media /data/documents /data/keys
EXPOSE 8000
CMD ["python", "-m", "tools.web", "--bind", "0.0.0.0:8000", "--worker-tmp-dir", "/dev/shm"]
