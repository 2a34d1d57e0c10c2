interface Route {
  readonly id: number;
  readonly stops: number;
}

/** Length of a tour that takes the nearest stop next, improved by exchanging two stops. */
function scoreRoute({ id, stops }: Route): number {
  const at = (n: number) => [Math.sin(n * id) * 1000, Math.cos(n * n + id) * 1000] as const;
  const places = Array.from({ length: stops }, (_, n) => at(n + 1));
  const distance = (a: number, b: number) => Math.hypot(places[a]![0] - places[b]![0], places[a]![1] - places[b]![1]);
  const tour = places.map((_, n) => n);
  for (let round = 0; round < 6; round++)
    for (let i = 1; i < stops - 2; i++)
      for (let k = i + 1; k < stops - 1; k++) {
        const before = distance(tour[i - 1]!, tour[i]!) + distance(tour[k]!, tour[k + 1]!);
        const after = distance(tour[i - 1]!, tour[k]!) + distance(tour[i]!, tour[k + 1]!);
        if (after < before) tour.splice(i, k - i + 1, ...tour.slice(i, k + 1).reverse());
      }
  let length = 0;
  for (let n = 1; n < stops; n++) length += distance(tour[n - 1]!, tour[n]!);
  return length;
}

async function main(): Promise<void> {
  const routes: Route[] = Array.from({ length: 100 }, (_, id) => ({ id: id + 1, stops: 300 }));
  const scores = routes.map((route) => scoreRoute(route));
  console.log(scores.map((score) => score.toFixed(3)).join('\n'));
}

void main();
