// A typed client that keeps at most four requests in flight, with a limiter of its own.
type Job = () => Promise<void>;

class Limiter {
  private active = 0;
  private readonly waiting: Job[] = [];
  private readonly most: number;
  constructor(most: number) {
    this.most = most;
  }
  run<T>(work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.waiting.push(() => work().then(resolve, reject));
      this.next();
    });
  }
  private next(): void {
    const job = this.active < this.most ? this.waiting.shift() : undefined;
    if (job === undefined) return;
    this.active++;
    void job().finally(() => {
      this.active--;
      this.next();
    });
  }
}

interface Page {
  readonly rows: readonly { readonly id: number; readonly price: number }[];
}

async function priceOf(id: number): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${process.env['BACKEND_PORT']}/rows?ms=200&from=${id}`);
  return ((await response.json()) as Page).rows[0]?.price ?? 0;
}

async function main(): Promise<void> {
  const limiter = new Limiter(4);
  const prices = await Promise.all(Array.from({ length: 56 }, (_, id) => limiter.run(() => priceOf(id))));
  console.log(`total ${prices.reduce((sum, price) => sum + price, 0)}`);
}
void main();
