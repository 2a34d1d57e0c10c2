import { execFileSync } from 'node:child_process';

async function ask(host) {
  const answer = execFileSync('sh', ['-c', `sleep 0.08; echo up ${host}`], { encoding: 'utf8' });
  return answer.trim();
}

const hosts = Array.from({ length: 20 }, (_, at) => `host-${at}`);
const answers = await Promise.all(hosts.map((host) => ask(host)));
console.log(answers.join('\n'));
