/// What single rows have to do with the whole: their losses, their share in a gradient, and how classes are mistaken.
#pragma once

#include "base/value.h"
#include "train/measure.h"

namespace gp {

/// Each row's loss, without the penalty. @return [rows]
template <class T>
std::vector<T> sampleLosses(Pass<T>& pass, const T* parameters, const Rows<T>& rows);

/// Each row's ∂(its own loss)/∂(one parameter), without penalty and without 1/m.
/// @param pass       of the plan, with `Keep::everything`
/// @param parameter  flat index, or −1: the 2-norm over all parameters
/// @return [rows]
template <class T>
std::vector<T> sampleGradients(const NetworkPlan& plan, Pass<T>& pass, const T* parameters, const Rows<T>& rows,
                               std::ptrdiff_t parameter);

/// `Confusion` of web/engine/types.ts over one part. @param classes at least 2
template <class T>
Value confusion(Pass<T>& pass, const T* parameters, const Rows<T>& rows, const Judge& judge, int classes);

}  // namespace gp
