#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/stats/indicator_scores.h"

namespace junheng::stats {

/// A symmetric matrix of few rows, kept in full.
class SymmetricMatrix {
 public:
  explicit SymmetricMatrix(std::size_t size) : size_(size), entries_(size * size) {}

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] double at(std::size_t row, std::size_t column) const { return entries_[row * size_ + column]; }
  /// Both the entry and its mirror image.
  void set(std::size_t row, std::size_t column, double value) {
    entries_[row * size_ + column] = value;
    entries_[column * size_ + row] = value;
  }

 private:
  std::size_t size_;
  std::vector<double> entries_;
};

/// Covariances of indicators over units, population form (divisor n); exactly 0 in row and column of a constant indicator.
///
/// Errors: EmptyInput; SizeMismatch (columns differ in length); NegativeWeight (a value that is not finite).
[[nodiscard]] Result<SymmetricMatrix> covariance_matrix(std::span<const Column> columns);

/// Pearson correlations from covariances, within -1 ... 1; 1 on the diagonal, 0 elsewhere in row and column of a constant indicator.
[[nodiscard]] SymmetricMatrix correlation_of(const SymmetricMatrix& covariance);

/// Eigenvalues of a symmetric matrix, the largest first, with unit eigenvectors in the same order, each turned so that its entries do not
/// add up to less than zero (the first of them that is not zero is positive where they add up to zero).
struct Eigensystem {
  std::vector<double> values;
  std::vector<std::vector<double>> vectors;
};

/// Cyclic Jacobi rotations: right to about 1e-15 of the largest eigenvalue. O(size^3) per sweep, some ten sweeps.
/// Source: Golub and Van Loan, Matrix Computations, 4th ed. 2013, 8.5.
[[nodiscard]] Eigensystem eigensystem(const SymmetricMatrix& matrix);

}  // namespace junheng::stats
