"""The four tables as load.py makes them."""

from django.db import models


class Kase(models.Model):
    id = models.BigIntegerField(primary_key=True)
    reference = models.TextField()
    state = models.TextField()
    office = models.BigIntegerField()
    filed_at = models.BigIntegerField()
    version = models.BigIntegerField()
    payload = models.TextField()

    class Meta:
        managed = False
        db_table = "kase"


class CaseEvent(models.Model):
    id = models.BigAutoField(primary_key=True)
    kase = models.BigIntegerField()
    kind = models.TextField()
    at = models.BigIntegerField()
    payload = models.TextField()
    key = models.TextField(unique=True)
    hash = models.TextField()

    class Meta:
        managed = False
        db_table = "case_event"


class Slot(models.Model):
    id = models.BigIntegerField(primary_key=True)
    office = models.BigIntegerField()
    start = models.BigIntegerField()
    taken_by = models.BigIntegerField(null=True)

    class Meta:
        managed = False
        db_table = "slot"


class Appointment(models.Model):
    id = models.BigAutoField(primary_key=True)
    slot = models.BigIntegerField(unique=True)
    person = models.BigIntegerField()
    at = models.BigIntegerField()

    class Meta:
        managed = False
        db_table = "appointment"
