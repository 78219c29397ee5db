;; A start function that calls out, and segments that may not fit.
(module
  (import "js" "started" (func $started (param i32)))
  (import "js" "memory" (memory 1))
  (import "js" "table" (table 1 funcref))
  (import "js" "dataOffset" (global $dataOffset i32))
  (import "js" "elemOffset" (global $elemOffset i32))
  (data (global.get $dataOffset) "abcd")
  (elem (global.get $elemOffset) $f)
  (func $f (export "f") (result i32) (i32.const 5))
  (func $start (call $started (i32.load (i32.const 0))))
  (start $start)
)
