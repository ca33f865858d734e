// The runtime by itself has no rate-limit binding. This one counts in fixed windows in memory, as Cloudflare's does on the machine that
// runs the Worker; limits are set where it never refuses.
export default ({ limit, period }) => {
  const counts = new Map();
  let window = 0;
  return {
    async limit({ key }) {
      const now = Math.floor(Date.now() / (period * 1000));
      if (now !== window) {
        window = now;
        counts.clear();
      }
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return { success: count <= limit };
    },
  };
};
