// Libraries whose work is done by WebAssembly: what wasm-bindgen, Emscripten and others write around it.
import { PhotonImage, SamplingFilter, resize } from "@cf-wasm/photon";
import resvgModule from "@resvg/resvg-wasm/index_bg.wasm";
import { Resvg, initWasm } from "@resvg/resvg-wasm";
import argon2WASM from "argon2-wasm-edge/wasm/argon2.wasm";
import blake2bWASM from "argon2-wasm-edge/wasm/blake2b.wasm";
import { argon2Verify, argon2id, setWASMModules } from "argon2-wasm-edge";
import tiktokenModule from "@dqbd/tiktoken/lite/tiktoken_bg.wasm";
import { Tiktoken, init as initTiktoken } from "@dqbd/tiktoken/lite/init";
import ranks from "@dqbd/tiktoken/encoders/cl100k_base.json";
import { sha256 } from "hash-wasm";
import xxhash from "xxhash-wasm";
import yogaModule from "yoga-wasm-web/dist/yoga.wasm";
import initYoga from "yoga-wasm-web";

const short = async (data: BufferSource) => [...new Uint8Array(await crypto.subtle.digest("SHA-256", data)).slice(0, 8)];

export const yoga = {
  async test() {
    const Yoga: any = await initYoga(yogaModule as any);
    const root = Yoga.Node.create();
    root.setWidth(500);
    root.setHeight(300);
    root.setJustifyContent(Yoga.JUSTIFY_CENTER);
    const [a, b] = [Yoga.Node.create(), Yoga.Node.create()];
    a.setWidth(100);
    a.setHeight(50);
    b.setFlexGrow(1);
    b.setMeasureFunc(() => ({ width: 10, height: 20 }));
    root.insertChild(a, 0);
    root.insertChild(b, 1);
    root.calculateLayout(500, 300, Yoga.DIRECTION_LTR);
    return [a.getComputedLayout(), b.getComputedLayout()];
  },
};

const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50"><circle cx="25" cy="25" r="20" fill="red"/></svg>`;

export const resvg = {
  async test() {
    await initWasm(resvgModule as any);
    const image = new Resvg(drawing, { fitTo: { mode: "width", value: 200 } }).render();
    const wrong = (() => { try { new Resvg("<svg"); } catch (error) { return String(error); } })();
    return [image.width, image.height, await short(image.asPng()), wrong];
  },
};

export const photon = {
  async test() {
    const image = new PhotonImage(new Uint8Array(64 * 64 * 4).map((_, n) => n % 256), 64, 64);
    const small = resize(image, 16, 16, SamplingFilter.Lanczos3);
    return [small.get_width(), await short(small.get_bytes())];
  },
};

export const argon2 = {
  async test() {
    setWASMModules({ argon2WASM, blake2bWASM });
    const salt = new Uint8Array(16).fill(7);
    const hash = await argon2id({ password: "pass", salt, parallelism: 1, iterations: 2, memorySize: 512, hashLength: 32, outputType: "encoded" });
    return [hash, await argon2Verify({ password: "pass", hash }), await argon2Verify({ password: "other", hash })];
  },
};

export const tiktoken = {
  async test() {
    await initTiktoken((imports: any) => WebAssembly.instantiate(tiktokenModule as any, imports) as any);
    const encoder = new Tiktoken(ranks.bpe_ranks, ranks.special_tokens, ranks.pat_str);
    const tokens = encoder.encode("hello world, how are you today? Größe 数字");
    const text = new TextDecoder().decode(encoder.decode(tokens));
    encoder.free();
    return [[...tokens], text];
  },
};

export const hashes = {
  async test() {
    const { h32, h64, create64 } = await xxhash();
    return [h32("hello"), h64("hello world"), create64().update("a").update("b").digest(), h32("x".repeat(100_000))];
  },
};

// It brings its code along as text, which no Worker may compile.
export const embedded = { test: () => sha256("hello") };
