// An order book in typed classes: what a TypeScript back end spends its processor on.
interface Order {
  readonly id: number;
  readonly side: 'buy' | 'sell';
  readonly price: number;
  amount: number;
}

type Fill = { readonly buyer: number; readonly seller: number; readonly amount: number };

class OrderBook {
  private readonly buys: Order[] = [];
  private readonly sells: Order[] = [];

  place(order: Order): Fill[] {
    const fills: Fill[] = [];
    const others = order.side === 'buy' ? this.sells : this.buys;
    while (order.amount > 0 && others.length > 0) {
      const best = this.best(others, order.side === 'buy');
      const crosses = order.side === 'buy' ? best.price <= order.price : best.price >= order.price;
      if (!crosses) break;
      const amount = Math.min(best.amount, order.amount);
      best.amount -= amount;
      order.amount -= amount;
      fills.push({ buyer: order.id, seller: best.id, amount });
      if (best.amount === 0) others.splice(others.indexOf(best), 1);
    }
    if (order.amount > 0) (order.side === 'buy' ? this.buys : this.sells).push(order);
    return fills;
  }

  private best(orders: readonly Order[], lowest: boolean): Order {
    return orders.reduce((best, next) => ((lowest ? next.price < best.price : next.price > best.price) ? next : best));
  }
}

function trade(orders: number): number {
  const book = new OrderBook();
  let filled = 0;
  for (let id = 0; id < orders; id++) {
    const side = id % 2 === 0 ? 'buy' : 'sell';
    filled += book.place({ id, side, price: 100 + ((id * 7919) % 41) - 20, amount: 1 + (id % 9) }).length;
  }
  return filled;
}

const end: number = performance.now() + 1400;
let fills = 0;
while (performance.now() < end) fills += trade(3000);
console.log(`${fills} fills`);
