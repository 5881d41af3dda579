/**
 * Shares memory among concurrent works. A work waits, in the order of asking, until its cost is free. A work that
 * costs more than the whole budget runs alone.
 */
export interface Budget {
  spend<T>(cost: number, work: () => Promise<T>): Promise<T>;
}

export function createBudget(total: number): Budget {
  const line: { cost: number; start: () => void }[] = [];
  let free = total;

  function startWhoCan(): void {
    for (let first = line[0]; first !== undefined && first.cost <= free; first = line[0]) {
      line.shift();
      free -= first.cost;
      first.start();
    }
  }

  return {
    async spend(cost, work) {
      const due = Math.min(Math.max(0, cost), total);
      await new Promise<void>((start) => {
        line.push({ cost: due, start });
        startWhoCan();
      });
      try {
        return await work();
      } finally {
        free += due;
        startWhoCan();
      }
    },
  };
}
