import type { Cost, RequestKind } from '../engine/requests'
import type { Failure } from './channel'
import { type EngineCall, type EngineClient, EngineRefusal } from './engine/engineClient'
import { explanationTarget, explanationTold } from './reading'
import { explainedLayer, inputWanted, layerFor, methodCost, trustCost } from './selectors'
import type { State } from './state'
import type { Store } from './store'
import { strings } from './strings/strings'

/** What the maps of the methods rest on: another value of one of these makes them out of date. */
export function comparisonKey(state: State): readonly unknown[] {
  const target = explanationTarget(state)?.target ?? {}
  const which = Object.values(target).filter(value => typeof value !== 'object')
  return [state.loaded, state.prediction, state.image, explainedLayer(state), inputWanted(state).input, ...which]
}

/** Whether the maps that were made are of what is chosen now. */
export function isCurrent(state: State): boolean {
  const { key } = state.compared
  const now = comparisonKey(state)
  return key !== undefined && key.length === now.length && key.every((value, index) => value === now[index])
}

/** Makes the maps of several methods of the same image, class and layer, one after the other, and measures them. */
export class MethodComparison {
  private call: EngineCall<RequestKind> | undefined
  private stopped = false
  private working = false

  constructor(
    private readonly store: Store,
    private readonly engine: EngineClient,
    /** The engine is no longer there, or not of use. */
    private readonly broke: () => void,
  ) {
    store.subscribe(state => {
      // What was left behind is not waited for.
      if (this.working && !this.stopped && !isCurrent(state)) this.cancel()
    })
  }

  cancel(): void {
    this.stopped = true
    this.call?.cancel()
  }

  /** The maps of all methods chosen, in place of those that were there. */
  async run(): Promise<void> {
    const { state } = this.store
    const key = comparisonKey(state)
    this.store.dispatch({ type: 'comparedChanged', change: { key, maps: {}, trust: {} } })
    const methods = chosenMethods(state)
    const all = methods.reduce((sum, { cost }) => sum + cost.forwardPasses, 0)
    await this.work(async () => {
      let before = 0
      for (const { name, title, cost } of methods) {
        const explained = await this.ask('explain', name, titleOf(name, title), before, all)
        if (explained === undefined) return
        const target = explanationTarget(this.store.state)!
        const map = 'message' in explained ? explained : explanationTold(explained, target)
        const { maps } = this.store.state.compared
        this.store.dispatch({ type: 'comparedChanged', change: { maps: { ...maps, [name]: map } } })
        before += cost.forwardPasses
      }
    })
  }

  /** How far the map of one method is to be believed. */
  async measure(name: string): Promise<void> {
    const { state } = this.store
    const method = state.loaded?.explanations.find(one => one.name === name)
    const all = trustCost(state, method)?.forwardPasses ?? 1
    await this.work(async () => {
      const measured = await this.ask('trust', name, strings.stages.trust, 0, all)
      if (measured === undefined) return
      const { trust } = this.store.state.compared
      this.store.dispatch({ type: 'comparedChanged', change: { trust: { ...trust, [name]: measured } } })
    })
  }

  private async work(steps: () => Promise<void>): Promise<void> {
    if (this.working) return
    this.working = true
    this.stopped = false
    await steps()
    this.working = false
    this.store.dispatch({ type: 'comparedChanged', change: { running: undefined } })
  }

  /** What the engine answers, or why it does not; undefined where the user does not want to know any more. */
  private async ask<Kind extends 'explain' | 'trust'>(
    kind: Kind,
    method: string,
    title: string,
    before: number,
    all: number,
  ) {
    const { state } = this.store
    const target = explanationTarget(state)?.target
    const layer = layerFor(
      state,
      state.loaded?.explanations.find(({ name }) => name === method),
    )
    if (this.stopped || state.image === undefined || target === undefined) return undefined
    const tell = (done: number) =>
      this.store.dispatch({ type: 'comparedChanged', change: { running: { title, steps: { done, all } } } })
    tell(before)
    const at = { ...(layer === undefined ? {} : { layer }), ...inputWanted(state) }
    const request = { imageId: state.image, method, ...at, target }
    const call = this.engine.call(kind, request, (_message, steps) => {
      if (steps !== undefined) tell(before + steps.done)
    })
    this.call = call as EngineCall<RequestKind>
    try {
      const result = await call.result
      return this.stopped ? undefined : result
    } catch (error) {
      return this.failed(error as Error)
    }
  }

  private failed(error: Error): Failure | undefined {
    const { message } = error
    const code = error instanceof EngineRefusal ? error.code : 'internal'
    if (this.stopped || code === 'cancelled') return undefined
    if (code === 'crashed' || code === 'backend-failed') {
      this.stopped = true
      this.broke()
    }
    return { message, action: error instanceof EngineRefusal ? error.action : strings.status.restartEngine }
  }
}

/** The methods chosen that fit the network, in the order in which they are offered, with what each takes. */
export function chosenMethods(state: State): { name: string; title: string; cost: Cost }[] {
  return (state.loaded?.explanations ?? []).flatMap(method => {
    const cost = methodCost(state, method)
    const { name, title } = method
    return state.compared.chosen.includes(name) && cost !== undefined ? [{ name, title, cost }] : []
  })
}

function titleOf(name: string, title: string): string {
  return strings.explanation.methodTitle(name, title)
}
