// Observatory
