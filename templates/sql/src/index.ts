import type { TaskFields, TaskList } from "./tasks";

export { TaskList } from "./tasks";

export interface Env {
  TASK_LIST: DurableObjectNamespace<TaskList>;
}

const failure = (status: number, error: string) => Response.json({ error }, { status });
const found = (value: unknown) => (value ? Response.json(value) : failure(404, "no such task"));

/**
 * GET    /lists/LIST/tasks?done=false                         the tasks
 * POST   /lists/LIST/tasks      {"title", "done", "priority"}  a new task
 * GET    /lists/LIST/tasks/ID                                  one task
 * PATCH  /lists/LIST/tasks/ID   any of the fields              change it
 * DELETE /lists/LIST/tasks/ID                                  remove it
 */
export default {
  async fetch(request, env): Promise<Response> {
    const url = new URL(request.url);
    const match = url.pathname.match(/^\/lists\/([\w-]{1,64})\/tasks(?:\/(\d{1,15}))?$/);
    if (!match) return failure(404, "not found");

    const list = env.TASK_LIST.getByName(match[1]!);
    const id = Number(match[2]);
    switch (`${request.method}${match[2] ? " one" : ""}`) {
      case "GET": {
        const done = url.searchParams.get("done");
        return Response.json(await list.list(done === null ? undefined : done === "true"));
      }
      case "POST": {
        const fields = await readFields(request);
        if (typeof fields === "string") return failure(400, fields);
        const { title } = fields;
        if (title === undefined) return failure(400, "title is missing");
        return Response.json(await list.create({ ...fields, title }), { status: 201 });
      }
      case "GET one":
        return found(await list.get(id));
      case "PATCH one": {
        const fields = await readFields(request);
        if (typeof fields === "string") return failure(400, fields);
        return found(await list.update(id, fields));
      }
      case "DELETE one":
        if (!(await list.remove(id))) return failure(404, "no such task");
        return new Response(null, { status: 204 });
      default:
        return failure(405, "method not allowed");
    }
  },
} satisfies ExportedHandler<Env>;

/** Reads the fields of a task from the body, or says in words what is wrong with it. */
async function readFields(request: Request): Promise<Partial<TaskFields> | string> {
  let body: unknown;
  try {
    body = await request.json();
  } catch {
    return "the body is not JSON";
  }
  if (typeof body !== "object" || body === null) return "the body is not an object";

  const { title, done, priority } = body as Record<string, unknown>;
  if (title !== undefined && (typeof title !== "string" || title.trim() === "")) {
    return "title must be text";
  }
  if (done !== undefined && typeof done !== "boolean") return "done must be true or false";
  if (priority !== undefined && (typeof priority !== "number" || !Number.isSafeInteger(priority))) {
    return "priority must be a whole number";
  }
  return { title, done, priority };
}
