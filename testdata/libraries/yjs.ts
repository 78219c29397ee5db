import * as Y from "yjs";
import * as sync from "y-protocols/sync";
import * as awareness from "y-protocols/awareness";
import * as encoding from "lib0/encoding";
import * as decoding from "lib0/decoding";
import { object } from "../api/entry";

export const documents = {
  test() {
    const a = new Y.Doc(), b = new Y.Doc();
    a.clientID = 1; b.clientID = 2;
    const events: unknown[] = [];
    a.getText("t").observe((e) => events.push(e.delta));
    a.getText("t").insert(0, "hello");
    b.getText("t").insert(0, "wörld 🌍");
    Y.applyUpdate(a, Y.encodeStateAsUpdate(b));
    Y.applyUpdate(b, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)));
    a.getMap("m").set("k", { x: [1, null, "é"] });
    a.getArray("l").push([1, new Uint8Array([1, 2]), true]);
    const undo = new Y.UndoManager(a.getText("t"));
    a.getText("t").delete(0, 3);
    const deleted = a.getText("t").toString();
    undo.undo();
    const xml = a.getXmlFragment("x");
    xml.insert(0, [new Y.XmlElement("p")]);
    (xml.get(0) as Y.XmlElement).setAttribute("class", "c");
    const snapshot = Y.encodeStateAsUpdateV2(a);
    const c = new Y.Doc();
    Y.applyUpdateV2(c, snapshot);
    return { events, equal: a.getText("t").toString() === b.getText("t").toString() , text: b.getText("t").toString(), deleted, undone: a.getText("t").toString(), json: c.getMap("m").toJSON(), list: c.getArray("l").toJSON().length, xml: c.getXmlFragment("x").toString(), update: [...Y.encodeStateAsUpdate(b)] };
  },
};
export const protocol = {
  test() {
    const server = new Y.Doc(), client = new Y.Doc();
    server.getText("t").insert(0, "from server");
    const say = (write: (e: encoding.Encoder) => void) => { const e = encoding.createEncoder(); write(e); return encoding.toUint8Array(e); };
    const answer = encoding.createEncoder();
    sync.readSyncMessage(decoding.createDecoder(say((e) => sync.writeSyncStep1(e, client))), answer, server, "x");
    sync.readSyncMessage(decoding.createDecoder(encoding.toUint8Array(answer)), encoding.createEncoder(), client, "y");
    const here = new awareness.Awareness(client);
    here.setLocalState({ name: "me" });
    const there = new awareness.Awareness(server);
    awareness.applyAwarenessUpdate(there, awareness.encodeAwarenessUpdate(here, [client.clientID]), "z");
    const state = there.getStates().get(client.clientID);
    here.destroy(); there.destroy();
    return { text: client.getText("t").toString(), state };
  },
};
export const stored = object(({ storage }) => {
  storage.sql.exec("create table updates (id integer primary key, data blob)");
  const doc = new Y.Doc();
  doc.on("update", (update: Uint8Array) => storage.sql.exec("insert into updates (data) values (?)", update));
  for (let n = 0; n < 50; n++) doc.getArray<number>("l").push([n]);
  const again = new Y.Doc();
  for (const row of storage.sql.exec("select data from updates order by id")) Y.applyUpdate(again, new Uint8Array(row.data));
  return { list: again.getArray("l").toArray().length, merged: Y.mergeUpdates([...storage.sql.exec("select data from updates")].map((r: any) => new Uint8Array(r.data))).length > 0 };
});
