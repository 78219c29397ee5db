// scheduled() of stubs, and what the handler of that name is called with.
import { fresh, outcomes } from "../entry";
import { heard, shape, told } from "./heard";

export async function handle(controller: any, env: any, ctx: any) {
  const { cron, scheduledTime } = controller;
  heard.push([cron, typeof scheduledTime, scheduledTime === 5000, shape(controller)]);
  if (cron === "throw") throw new Error("thrown");
  if (cron === "waitFails") ctx.waitUntil(Promise.reject(new Error("late")));
  if (cron === "wait") ctx.waitUntil(scheduler.wait(100).then(() => heard.push("waited")));
  if (cron === "noRetry") heard.push(controller.noRetry());
}

const to = (options?: object) => ({ test: (_: unknown, env: any) => told(env.SELF.scheduled(options)) });

export const scheduledPlain = to();
export const scheduledAt = to({ scheduledTime: new Date(5000), cron: "1 2 3 4 5" });
export const scheduledThrows = to({ cron: "throw" });
export const scheduledWaits = to({ cron: "wait" });
export const scheduledWaitFails = to({ cron: "waitFails" });
export const scheduledNoRetry = to({ cron: "noRetry" });
export const scheduledOfClass = { test: (_: unknown, env: any) => told(env.CLASS.scheduled()) };
export const scheduledMissing = { test: (_: unknown, env: any) => told(env.BARE.scheduled()) };
export const scheduledBroken = { test: (_: unknown, env: any) => told(env.BROKEN.scheduled()) };
export const scheduledArguments = {
  test: (_: unknown, env: any) =>
    outcomes({
      options: () => env.SELF.scheduled(5),
      nothing: () => env.SELF.scheduled(null),
      time: () => env.SELF.scheduled({ scheduledTime: "x" }),
      invalidTime: () => env.SELF.scheduled({ scheduledTime: NaN }),
      cron: () => env.SELF.scheduled({ cron: 5 }),
    }).finally(() => heard.splice(0)),
};
export const scheduledOfObject = {
  test: (_: unknown, env: any) =>
    told(fresh(env.OBJECT).scheduled()).catch((error) => [error.name, error.message.replace(/= .*/, "= …"), error.remote, heard.splice(0)]),
};
