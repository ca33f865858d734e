import { createServer } from "node:net";

const yes = Buffer.from("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

createServer((socket) => {
  socket.setNoDelay(true);
  socket.on("data", () => socket.write(yes));
  socket.on("error", () => {});
}).listen(Number(process.env.PORT), "127.0.0.1");

process.on("disconnect", () => process.exit());
