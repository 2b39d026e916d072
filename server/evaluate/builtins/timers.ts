import { callBackOnce, callValue } from '../functions'
import type { CallSite } from '../host'
import { type FunctionValue, type NativeCall, nativeFunction, Unknown } from '../values'

/** Times that a timer is set anew by what it calls; one that goes on further does so for as long as the program runs. */
const MOST_TIMES = 100

/** `setTimeout` calls back when all else is done, in the order of the times; nothing waits in truth. */
const setTimer =
  (immediate: boolean): NativeCall =>
  (context, _self, [callback, ...given], site) => {
    const [delay, args] = immediate ? [0, given] : [given[0] ?? 0, given.slice(1)]
    if (callback instanceof Unknown || typeof delay !== 'number') {
      const reason = new Unknown('it is not known when this is called', site.node)
      callBackOnce(context, [callback], reason, site)
      return reason
    }
    const run = () => {
      if (timesSet(site) <= MOST_TIMES) callValue(context, callback, undefined, args, site)
    }
    const order = context.jobs.addTimer(run, immediate ? 0 : delay)
    return new TimerNumber(order, site.node)
  }

function timesSet(site: CallSite): number {
  let times = 0
  for (let at: CallSite | undefined = site; at; at = at.parent) if (at.node === site.node) times += 1
  return times
}

/** What stands for a timer; its number differs from one environment to the next. */
class TimerNumber extends Unknown {
  constructor(
    readonly order: number,
    node: ConstructorParameters<typeof Unknown>[1],
  ) {
    super('the number of a timer is not known', node)
  }
}

const clearTimer: NativeCall = (context, _self, [timer]) => {
  if (timer instanceof TimerNumber) context.jobs.removeTimer(timer.order)
  return undefined
}

export function timerGlobals(): [string, FunctionValue][] {
  return [
    ['setTimeout', nativeFunction('setTimeout', setTimer(false))],
    ['setImmediate', nativeFunction('setImmediate', setTimer(true))],
    ['clearTimeout', nativeFunction('clearTimeout', clearTimer)],
    ['clearImmediate', nativeFunction('clearImmediate', clearTimer)],
    [
      'queueMicrotask',
      nativeFunction('queueMicrotask', (context, _self, [callback], site) => {
        context.jobs.add(() => {
          callValue(context, callback, undefined, [], site)
        })
        return undefined
      }),
    ],
  ]
}
