from partners.models import User


def test_there_is_a_system(db):
    assert User.objects.get(is_system=True)


def test_commit(transactional_db):
    User.objects.create(email="a@b.c", name="A")


def test_commit2(transactional_db):
    assert User.objects.count() == 1
