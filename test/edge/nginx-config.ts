// Started by root, its workers would be another's, who may not write to what the tests own.
const isRoot = process.getuid?.() === 0;

export interface NginxSettings {
  /** Where it writes: its cache, its logs, its sockets. */
  readonly directory: string;
  readonly port: number;
  /** Of the Worker, on the loopback address. */
  readonly workerPort: number;
}

/**
 * An HTTP cache of the same manners as Workers Cache: requests collapsed, stale answers while it revalidates and on errors where
 * the answer allows it, variants by `Vary`. nginx reads `Cache-Control` and no header of Cloudflare's, so a server between it and
 * the Worker says the one in the place of the other; that server's log has every request that reaches the Worker. And nginx takes
 * `stale-if-error` to be about connections, Cloudflare about any 5xx: so a failure of the Worker is made one of its connection.
 */
export const nginxConfig = ({ directory, port, workerPort }: NginxSettings): string => `
daemon off;
${isRoot ? "user root;" : ""}
worker_processes 1;
pid ${directory}/nginx.pid;
error_log ${directory}/error.log warn;
events { worker_connections 2048; }
http {
  ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${directory}/${kind};`).join("\n  ")}
  proxy_cache_path ${directory}/cache levels=1 keys_zone=views:10m inactive=1d use_temp_path=off;
  proxy_http_version 1.1;
  proxy_set_header Connection "";

  log_format status '$upstream_cache_status $request_uri';
  log_format reached '$status $request_uri';

  map $upstream_http_cloudflare_cdn_cache_control $edge {
    "" $upstream_http_cache_control;
    default $upstream_http_cloudflare_cdn_cache_control;
  }

  upstream translated { server unix:${directory}/translated.sock; keepalive 64; }
  upstream worker { server 127.0.0.1:${workerPort}; keepalive 64; }

  server {
    listen unix:${directory}/translated.sock;
    access_log ${directory}/reached.log reached;
    location / {
      proxy_pass http://worker;
      proxy_set_header Host views;
      proxy_hide_header Cache-Control;
      add_header Cache-Control $edge always;
      add_header X-Public-Cache-Control $upstream_http_cache_control always;
      proxy_intercept_errors on;
      error_page 500 502 503 504 = @failed;
    }
    # Closes the connection.
    location @failed { return 444; }
  }

  server {
    listen 127.0.0.1:${port};
    access_log ${directory}/status.log status;
    location / {
      proxy_pass http://translated;
      proxy_cache views;
      proxy_cache_key $request_uri;
      proxy_cache_lock on;
      proxy_cache_background_update on;
      proxy_cache_revalidate on;
      proxy_hide_header Cache-Control;
      proxy_hide_header X-Public-Cache-Control;
      add_header Cache-Control $upstream_http_x_public_cache_control always;
      add_header X-Cache-Status $upstream_cache_status always;
    }
  }
}
`;
