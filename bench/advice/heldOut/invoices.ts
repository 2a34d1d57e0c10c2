/** TypeScript with classes: for each customer the orders, for each order its lines; everything awaited in turn. */
import pMap from 'p-map';

export const shape = 'nested serial awaits, TypeScript class';
export const service = { latencyMs: 8 };

interface Order {
  readonly customer: number;
  readonly id: number;
}

class Shop {
  private readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  private async get(path: string): Promise<number> {
    const response = await fetch(`${this.url}${path}`);
    return (await response.text()).length;
  }

  async ordersOf(customer: number): Promise<Order[]> {
    await this.get(`/customers/${customer}/orders`);
    return [0, 1, 2].map((id) => ({ customer, id }));
  }

  linesOf({ customer, id }: Order): Promise<number> {
    return this.get(`/customers/${customer}/orders/${id}`);
  }
}

class Invoices {
  constructor(private readonly shop: Shop) {}

  async invoice(customer: number): Promise<number> {
    let total = 0;
    for (const order of await this.shop.ordersOf(customer)) {
      total += await this.shop.linesOf(order);
    }
    return total;
  }

  async all(customers: readonly number[]): Promise<number> {
    let total = 0;
    for (const customer of customers) {
      total += await this.invoice(customer);
    }
    return total;
  }

  async allAtOnce(customers: readonly number[], concurrency: number): Promise<number> {
    const totals = await pMap(customers, (customer) => this.invoice(customer), { concurrency });
    return totals.reduce((sum, one) => sum + one, 0);
  }
}

const customers = Array.from({ length: 45 }, (_, id) => id);
const invoices = () => new Invoices(new Shop(process.env.SERVICE_URL ?? ''));

export const variants = {
  original: { run: () => invoices().all(customers) },
  bounded: { model: 'async', sizes: [4, 12, 45], run: (size: number) => invoices().allAtOnce(customers, size) },
};
