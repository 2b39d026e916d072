/**
 * Adam with its usual decay rates, on plain arrays, which it changes in place.
 *
 * Source  Kingma and Ba 2015, Adam: A Method for Stochastic Optimization, algorithm 1, https://arxiv.org/abs/1412.6980
 */
export class Adam {
  private readonly means = new Map<string, Float32Array>()
  private readonly squares = new Map<string, Float32Array>()
  private steps = 0

  constructor(private readonly values: ReadonlyMap<string, Float32Array>) {
    for (const [name, { length }] of values) {
      this.means.set(name, new Float32Array(length))
      this.squares.set(name, new Float32Array(length))
    }
  }

  step(gradients: ReadonlyMap<string, Float32Array>, rate: number): void {
    this.steps += 1
    const bias = Math.sqrt(1 - 0.999 ** this.steps) / (1 - 0.9 ** this.steps)
    for (const [name, gradient] of gradients) {
      const [value, mean, square] = [this.values, this.means, this.squares].map(of => of.get(name)!)
      for (let i = 0; i < value.length; i++) {
        mean[i] = 0.9 * mean[i] + 0.1 * gradient[i]
        square[i] = 0.999 * square[i] + 0.001 * gradient[i] ** 2
        value[i] -= (rate * bias * mean[i]) / (Math.sqrt(square[i]) + 1e-8)
      }
    }
  }
}
