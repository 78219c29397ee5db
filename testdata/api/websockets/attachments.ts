// DO-WS-70…72
import { object, outcomes } from "../entry";
import { pair } from "./rooms";

const end = () => (new WebSocketPair() as any)[0];

// DO-WS-70, DO-WS-71
export const attachment = object(async ({ ctx }) => {
  const a = end();
  ctx.acceptWebSocket(a);
  const keep = (value: unknown) => () => (a.serializeAttachment(value), a.deserializeAttachment());
  return outcomes({
    unset: () => a.deserializeAttachment(),
    nothing: () => a.serializeAttachment(),
    undefined: keep(undefined),
    null: keep(null),
    object: keep({ a: [1, new Map([[1, 2]])], b: new Date(5) }),
    fresh: () => a.deserializeAttachment() === a.deserializeAttachment(),
    bytes: keep(new Uint8Array([1, 2])),
    largest: () => (a.serializeAttachment("x".repeat(16_379)), a.deserializeAttachment().length),
    tooLarge: () => a.serializeAttachment("x".repeat(16_384)),
    kept: () => a.deserializeAttachment().length,
    function: keep(() => {}),
    symbol: keep(Symbol("s")),
    socket: keep(end()),
  });
});

// DO-WS-72
export const attachmentsOfAny = object(async ({ ctx }) => {
  const unaccepted = end();
  const ordinary = pair().a;
  unaccepted.serializeAttachment({ before: 1 });
  ordinary.serializeAttachment("ordinary");
  const both = [unaccepted.deserializeAttachment(), ordinary.deserializeAttachment()];
  ctx.acceptWebSocket(unaccepted);
  return [...both, unaccepted.deserializeAttachment(), ctx.getWebSockets()[0].deserializeAttachment()];
});
