"""python3 -m unittest discover -s bench/tests -t bench"""

import unittest

from harness import feel


class Expressions(unittest.TestCase):
    def test_a_seed_makes_the_same_texts_and_another_one_makes_others(self):
        self.assertEqual(feel.expressions(1, 60), feel.expressions(1, 60))
        self.assertNotEqual(feel.expressions(1, 60), feel.expressions(2, 60))

    def test_every_form_is_there_and_filled_in(self):
        texts = feel.expressions(3, len(feel.FORMS))
        self.assertEqual(len(set(texts)), len(feel.FORMS))
        for text in texts:
            for name in "abmdw":
                self.assertNotIn("{" + name + "}", text)


if __name__ == "__main__":
    unittest.main()
