// Asks a (local) slow service with twenty requests in flight at any time: already concurrent, the waiting is the service's.
// The profiler should say: I/O-bound, concurrent I/O; keep the model.
import { createServer, get } from 'node:http';

const answerAfterMs = 250;
const service = createServer((_request, response) => setTimeout(() => response.end('ok'), answerAfterMs));
await new Promise((resolve) => service.listen(0, '127.0.0.1', resolve));

function ask() {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port: service.address().port }, (response) => response.resume().on('end', resolve)).on(
      'error',
      reject,
    );
  });
}

async function askAgainAndAgain(times) {
  for (let asked = 0; asked < times; asked++) await ask();
}

await Promise.all(Array.from({ length: 20 }, () => askAgainAndAgain(8)));
console.log('160 answers');
service.close();
