import ELK, { type ElkNode } from 'elkjs/lib/elk-api'
import type { Failure } from './channel'
import { collapsedBlocks, layoutKey } from './selectors'
import type { Store } from './store'
import { type DrawnGraph, drawnGraph } from './views/architecture/drawnGraph'
import { type GraphLayout, readLayout, toElk } from './views/architecture/graphLayout'

/** Lays the architecture out in a worker of its own, which starts when it is looked at for the first time. */
export class Layouts {
  private elk: Promise<InstanceType<typeof ELK>> | undefined
  private last: readonly unknown[] = []
  private crashed: (failure: Error) => void = () => {}

  constructor(
    private readonly store: Store,
    private readonly scriptUrl: string,
  ) {
    store.subscribe(() => this.update())
    this.update()
  }

  private update(): void {
    const key = layoutKey(this.store.state)
    if (key === undefined || (this.last.length > 0 && key.every((part, index) => part === this.last[index]))) return
    this.last = key
    const [description] = key
    const graph = drawnGraph(description.layers, collapsedBlocks(this.store.state, description))
    this.layout(graph).then(
      layout => this.tell(key, { layout }),
      (error: Error) => {
        this.elk = undefined
        this.tell(key, { failure: { message: `The graph could not be laid out: ${error.message}`, action: RETRY } })
      },
    )
  }

  private tell(key: readonly unknown[], layout: { layout: GraphLayout } | { failure: Failure }): void {
    if (key === this.last) this.store.dispatch({ type: 'laidOut', layout })
  }

  private async layout(graph: DrawnGraph): Promise<GraphLayout> {
    this.elk ??= this.open()
    const elk = await this.elk
    const crash = new Promise<never>((_, reject) => {
      this.crashed = reject
    })
    return readLayout(graph, (await Promise.race([elk.layout(toElk(graph)), crash])) as ElkNode)
  }

  /** From a blob: URL, since a worker may not be started from another origin, which the extension's files have. */
  private async open(): Promise<InstanceType<typeof ELK>> {
    const response = await fetch(this.scriptUrl)
    if (!response.ok) throw new Error(`its script could not be read (${response.status})`)
    const url = URL.createObjectURL(new Blob([await response.arrayBuffer()], { type: 'text/javascript' }))
    const worker = new Worker(url)
    URL.revokeObjectURL(url)
    worker.addEventListener('error', ({ message }) => {
      worker.terminate()
      this.crashed(new Error(message))
    })
    return new ELK({ workerFactory: () => worker })
  }
}

const RETRY = 'Choose another view and come back.'
