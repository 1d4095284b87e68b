#include "junheng/stats/covariance.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "junheng/core/codes.h"
#include "junheng/stats/sample.h"

namespace junheng::stats {

namespace {

/// Sum of the squares above the diagonal.
double off_diagonal(const SymmetricMatrix& matrix) {
  double sum = 0;
  for (std::size_t row = 0; row < matrix.size(); ++row)
    for (std::size_t column = row + 1; column < matrix.size(); ++column) sum += matrix.at(row, column) * matrix.at(row, column);
  return sum;
}

/// Turns the plane of p and q so that their entry becomes zero; `vectors` holds the eigenvectors so far as rows.
void rotate(SymmetricMatrix& matrix, std::vector<std::vector<double>>& vectors, std::size_t p, std::size_t q) {
  const double entry = matrix.at(p, q);
  if (entry == 0) return;
  const double theta = (matrix.at(q, q) - matrix.at(p, p)) / (2 * entry);
  // The smaller root, written so that a large theta does not cancel.
  const double t = (theta < 0 ? -1 : 1) / (std::fabs(theta) + std::hypot(theta, 1.0));
  const double c = 1 / std::hypot(t, 1.0);
  const double s = t * c;
  const double p_diagonal = matrix.at(p, p) - t * entry;
  const double q_diagonal = matrix.at(q, q) + t * entry;
  for (std::size_t k = 0; k < matrix.size(); ++k) {
    if (k != p && k != q) {
      const double kp = matrix.at(k, p);
      const double kq = matrix.at(k, q);
      matrix.set(k, p, c * kp - s * kq);
      matrix.set(k, q, s * kp + c * kq);
    }
    const double vp = vectors[p][k];
    const double vq = vectors[q][k];
    vectors[p][k] = c * vp - s * vq;
    vectors[q][k] = s * vp + c * vq;
  }
  matrix.set(p, p, p_diagonal);
  matrix.set(q, q, q_diagonal);
  matrix.set(p, q, 0);
}

/// A sign that does not hang on the rotations.
void turn(std::vector<double>& vector) {
  constexpr double kRounding = 1e-12;
  double sign = std::accumulate(vector.begin(), vector.end(), 0.0);
  if (std::fabs(sign) <= kRounding) {
    const auto first = std::ranges::find_if(vector, [](double entry) { return std::fabs(entry) > kRounding; });
    sign = first == vector.end() ? 1 : *first;
  }
  if (sign < 0)
    for (double& entry : vector) entry = -entry;
}

}  // namespace

Result<SymmetricMatrix> covariance_matrix(std::span<const Column> columns) {
  if (columns.empty()) return fail(Code::EmptyInput);
  const std::size_t units = columns.front().size();
  std::vector<Column> deviations;
  for (const Column& column : columns) {
    if (column.size() != units) return fail(Code::SizeMismatch);
    const auto totals = check_sample(column, {}, Domain::Any);
    if (!totals) return fail(totals.error());
    // The rounded mean of equal values may differ from them.
    const bool is_constant = std::ranges::min(column) == std::ranges::max(column);
    Column& own = deviations.emplace_back(column);
    for (double& x : own) x = is_constant ? 0 : x - totals->mean();
  }
  SymmetricMatrix out(columns.size());
  for (std::size_t j = 0; j < columns.size(); ++j)
    for (std::size_t k = j; k < columns.size(); ++k)
      out.set(j, k,
              std::inner_product(deviations[j].begin(), deviations[j].end(), deviations[k].begin(), 0.0) / static_cast<double>(units));
  return out;
}

SymmetricMatrix correlation_of(const SymmetricMatrix& covariance) {
  SymmetricMatrix out(covariance.size());
  for (std::size_t j = 0; j < covariance.size(); ++j) {
    out.set(j, j, 1);
    for (std::size_t k = j + 1; k < covariance.size(); ++k) {
      const double scale = std::sqrt(covariance.at(j, j)) * std::sqrt(covariance.at(k, k));
      out.set(j, k, scale == 0 ? 0 : std::clamp(covariance.at(j, k) / scale, -1.0, 1.0));
    }
  }
  return out;
}

Eigensystem eigensystem(const SymmetricMatrix& matrix) {
  SymmetricMatrix turned = matrix;
  const std::size_t size = matrix.size();
  std::vector<std::vector<double>> vectors(size, std::vector<double>(size));
  for (std::size_t i = 0; i < size; ++i) vectors[i][i] = 1;
  // Convergence is quadratic; the cap only ends a matrix with numbers that are not finite.
  constexpr int kMostSweeps = 60;
  for (int sweep = 0; sweep < kMostSweeps && off_diagonal(turned) > 0; ++sweep)
    for (std::size_t p = 0; p < size; ++p)
      for (std::size_t q = p + 1; q < size; ++q) rotate(turned, vectors, p, q);
  std::vector<std::size_t> order(size);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t i) { return turned.at(i, i); });
  Eigensystem out;
  for (const std::size_t i : order) {
    out.values.push_back(turned.at(i, i));
    turn(vectors[i]);
    out.vectors.push_back(std::move(vectors[i]));
  }
  return out;
}

}  // namespace junheng::stats
