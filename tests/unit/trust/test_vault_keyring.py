"""A real gnome-keyring on a private bus: made, opened, locked, emptied, and opened without it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

TOOLS = ("dbus-run-session", "gnome-keyring-daemon", "bash")
STORY = textwrap.dedent("""
    import json, sys
    from pathlib import Path
    import keyring, secretstorage
    from app.core.errors import Locked
    from app.trust import keyring_box
    from app.trust.vault import Vault

    def refused(call):
        try:
            call()
        except Locked as error:
            return error.reason
        return None

    home, said = Path(sys.argv[1]), {}
    vault, code = Vault.create(home, passphrase=None)
    said["opens"] = Vault.open(home).master_key == vault.master_key
    said["kept"] = keyring.get_password("qcdesk", vault.profile_id) == vault.master_key.hex()
    said["by passphrase"] = vault.by_passphrase
    said["in file"] = vault.master_key.hex() in (home / "vault.json").read_text()
    said["with passphrase"] = refused(lambda: Vault.open(home, passphrase="p"))
    keyring.set_password("qcdesk", vault.profile_id, "ab" * 32)
    try:
        Vault.open(home)
    except Exception as error:
        said["foreign key"] = type(error).__name__
    keyring.set_password("qcdesk", vault.profile_id, "short")
    said["no key"] = refused(lambda: Vault.open(home))
    keyring_box.forget(vault.profile_id)
    keyring_box.forget(vault.profile_id)
    said["emptied"] = refused(lambda: Vault.open(home))
    Vault.open_with_recovery(home, code).rewrap(passphrase=None)
    said["restored"] = Vault.open(home).master_key == vault.master_key
    again = Vault.open(home)
    again.rewrap(passphrase="now")
    again.clear_keyring()
    said["cleared"] = keyring.get_password("qcdesk", vault.profile_id)
    said["moved"] = Vault.open(home, passphrase="now").master_key == vault.master_key
    again.rewrap(passphrase=None)
    collection = secretstorage.get_default_collection(secretstorage.dbus_init())
    collection.lock()
    said["locked"] = refused(lambda: Vault.open(home))
    print(json.dumps(said))
""")
EXPECTED = {
    "opens": True,
    "kept": True,
    "by passphrase": False,
    "in file": False,
    "with passphrase": "held-by-keyring",
    "foreign key": "Corrupt",
    "no key": "keyring-empty",
    "emptied": "keyring-empty",
    "restored": True,
    "cleared": None,
    "moved": True,
    "locked": "keyring-locked",
}


@pytest.mark.slow
@pytest.mark.skipif(any(shutil.which(tool) is None for tool in TOOLS), reason="no gnome-keyring on this machine")
def test_a_real_keyring(tmp_path: Path) -> None:
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    (tmp_path / "story.py").write_text(STORY)
    inner = 'eval "$(printf pw | gnome-keyring-daemon --unlock --components=secrets --daemonize)"; exec "$0" "$1" "$2"'
    environment = {
        k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "PYTHON_KEYRING_BACKEND")
    }
    environment |= {"HOME": os.fspath(tmp_path), "XDG_RUNTIME_DIR": os.fspath(runtime), "PYTHONPATH": os.fspath(Path(__file__).parents[3])}
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        environment.pop(name, None)
    done = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", inner, sys.executable, os.fspath(tmp_path / "story.py"), os.fspath(tmp_path / "profile")],
        env=environment,
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == EXPECTED
