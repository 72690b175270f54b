from django.urls import path

from django_app import views

urlpatterns = [
    path("row/<int:number>", views.row),
    path("table/<int:office>", views.table),
    path("event", views.event),
    path("book", views.book),
]
