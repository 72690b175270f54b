"""Somebody who is afraid to go back asks which protection there is: no account, no reason asked, and what is not known stays unknown."""


def test_whoever_is_afraid_learns_what_follows(someone, see):
    visitor = someone()
    visitor.open("/guides/international-protection")
    visitor.reads("Basta dizê-lo a qualquer funcionário")
    see(visitor)
    visitor.open("/check/protection?seeksProtection=yes&age=10&isAlone=yes")
    visitor.reads("Pode pedir proteção internacional. Basta dizê-lo.")
    visitor.reads("É nomeado quem o represente")
    visitor.reads("O ACNUR e o CPR são informados do pedido")
    visitor.sees("Source not confirmed yet")
    see(visitor)


def test_which_groups_are_protected_is_said_to_be_unknown(someone, see):
    visitor = someone()
    visitor.open("/check/protection?seeksProtection=no&groupProtected=not-known&age=34&isAlone=no")
    visitor.reads("nenhuma fonte lida o diz")
    visitor.open("/guides/temporary-protection")
    visitor.reads("não foi lido em nenhuma fonte")
    see(visitor)
