"""pimh codebook sync, restore."""

from __future__ import annotations

from pimhcli.cli import codebook, codebook_acts, codebook_split, options, output

app = codebook_split.app


@app.command(short_help="Take note of what you changed in codebook.yaml by hand.")
def sync(coder: options.Coder = "", dry_run: options.DryRun = False) -> output.Result:
    """Example: pimh codebook sync

    Takes what was changed in codebook.yaml by hand into the history: entries renamed, described otherwise,
    moved, added or taken out. Old names go on finding what was renamed.
    """
    from pimhcli.study import codebook_syncing

    return codebook_acts.carried_out(codebook_syncing.sync, coder, dry_run=dry_run)


@app.command(short_help="Put an entry back that is in the codebook no longer.")
def restore(
    code: codebook.Entry, coder: options.Coder = "", dry_run: options.DryRun = False
) -> output.Result:
    """Example: pimh codebook restore staff-movement

    Puts an entry back that went from the codebook, with its definition, under its old theme, or at the top
    when that is gone too. The codings that still hold its key count again. What a command took out comes back
    with its codings by pimh undo.
    """
    from pimhcli.study import codebook_syncing

    return codebook_acts.carried_out(
        lambda study, who: codebook_syncing.restore(study, who, code), coder, dry_run=dry_run
    )
