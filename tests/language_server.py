"""yaml-language-server, which the YAML extension of VS Code and other editors run, spoken to as an editor does (LSP 3.17 over stdio)."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

NODE = Path(__file__).resolve().parent / "node"
BIN = Path(sys.executable).parent

CAPABILITIES = {
    "textDocument": {
        "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}},
        "hover": {"contentFormat": ["markdown"]},
        "publishDiagnostics": {},
    },
    "workspace": {"configuration": True},
}


class LanguageServer:
    """The server at work on a folder. `settings` are those of the editor below `yaml.`; it asks no network."""

    def __init__(self, root: Path, settings: Mapping[str, Any] | None = None) -> None:
        self.root = root
        self.settings = {"schemaStore": {"enable": False}, "validate": True, "hover": True, "completion": True, **(settings or {})}
        self._asked = 0
        self._found: dict[str, list[Any]] = {}

    def __enter__(self) -> "LanguageServer":
        self._process = subprocess.Popen(
            [str(NODE / "node_modules" / ".bin" / "yaml-language-server"), "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"},
        )
        folder = {"uri": self.root.as_uri(), "name": "hub"}
        self.ask("initialize", processId=os.getpid(), rootUri=folder["uri"], capabilities=CAPABILITIES, workspaceFolders=[folder])
        self._tell("initialized")
        return self

    def __exit__(self, sort: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._process.kill()
        self._process.communicate()

    def open(self, file: str, text: str) -> None:
        """Show the server a file, by its path below the folder, with this text. Nothing is written."""
        self._tell("textDocument/didOpen", textDocument={"uri": self._uri(file), "languageId": "yaml", "version": 1, "text": text})

    def mistakes(self, file: str) -> list[str]:
        """What it finds wrong with an open file, as line:column and message, in the order of the file."""
        while self._uri(file) not in self._found:
            self._take()
        found = sorted(self._found.pop(self._uri(file)), key=lambda one: tuple(one["range"]["start"].values()))
        return [f"{one['range']['start']['line'] + 1}:{one['range']['start']['character'] + 1}: {one['message']}" for one in found]

    def ask_at(self, method: str, file: str, line: int, column: int) -> Any:
        """The answer about a spot in an open file, counted from one."""
        place = {"line": line - 1, "character": column - 1}
        return self.ask(f"textDocument/{method}", textDocument={"uri": self._uri(file)}, position=place)

    def ask(self, method: str, **params: Any) -> Any:
        self._asked += 1
        number = self._asked
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._take()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def _uri(self, file: str) -> str:
        return (self.root / file).as_uri()

    def _tell(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        assert self._process.stdin
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _take(self) -> dict[str, Any]:
        """The next message of the server; its own questions are answered, its findings are kept."""
        assert self._process.stdout
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.decode().partition(":")
            length = int(value) if name.lower() == "content-length" else length
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        if "method" in message and "id" in message:
            items = message["params"].get("items", []) if message["method"] == "workspace/configuration" else None
            answer = items if items is None else [self.settings if item.get("section") == "yaml" else {} for item in items]
            self._send({"id": message["id"], "result": answer})
        elif message.get("method") == "textDocument/publishDiagnostics":
            self._found[message["params"]["uri"]] = message["params"]["diagnostics"]
        return message
