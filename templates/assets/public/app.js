const form = document.querySelector("form");
const list = document.querySelector("ul");

function show(notes) {
  list.replaceChildren(
    ...notes.map((note) => {
      const item = document.createElement("li");
      item.textContent = note.text;
      return item;
    }),
  );
}

async function ask(init) {
  const response = await fetch("/api/notes", init);
  if (response.ok) show(await response.json());
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = new FormData(form).get("text");
  form.reset();
  await ask({ method: "POST", body: JSON.stringify({ text }) });
});

ask();
