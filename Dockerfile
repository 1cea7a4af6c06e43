# The CMS and its worker in one image: the command says which.
FROM python:3.13-slim AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements.txt .
RUN python -m venv /venv && /venv/bin/pip install -r requirements.txt

FROM python:3.13-slim
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=site_config.settings.production \
    CMS_DATA_DIR=/data
RUN useradd --system --uid 10001 --create-home cms && install -d -o cms -g cms /data
COPY --from=packages /venv /venv
WORKDIR /app
COPY . .
# Collecting reads the settings but uses none of these; they are gone with the command.
RUN SECRET_KEY=$(python -c "import secrets; print(secrets.token_urlsafe(60))") \
    ALLOWED_HOSTS=localhost CMS_FRONTEND_ORIGINS=http://localhost \
    python manage.py collectstatic --no-input --verbosity 0
USER cms
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
# How many processes and threads: CMS_WEB_PROCESSES, CMS_WEB_THREADS.
CMD ["python", "manage.py", "serve", "--host", "0.0.0.0", "--port", "8000"]
