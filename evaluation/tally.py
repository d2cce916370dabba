"""Precision, recall and F1 in percent, from counts."""

from dataclasses import dataclass


@dataclass(slots=True)
class Tally:
    """Right ones, system ones and gold ones."""

    right: int = 0
    system: int = 0
    gold: int = 0

    def add(self, right: int, system: int, gold: int) -> None:
        self.right += right
        self.system += system
        self.gold += gold

    @property
    def f1(self) -> float:
        return 200 * self.right / (self.system + self.gold) if self.system + self.gold else 0.0

    @property
    def precision(self) -> float:
        return 100 * self.right / self.system if self.system else 0.0

    @property
    def recall(self) -> float:
        return 100 * self.right / self.gold if self.gold else 0.0
