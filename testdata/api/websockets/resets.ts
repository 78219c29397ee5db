// DO-LIFE-33: what sockets do not survive.
import { Case, keep } from "../entry";
import { dial, room, settled } from "./rooms";

// DO-LIFE-33
export const reset: Case = {
  async test(_, env) {
    const heard: any[] = [];
    const stub = room(env, {
      close: (_, ws, ...rest) => void heard.push(rest),
      error: (_, ws, error) => void heard.push(error.message),
    });
    const { log } = await dial(stub);
    await stub.run(keep(({ ctx }) => ctx.abort("reset"))).catch(() => {});
    await settled();
    return { heard, log };
  },
};
